/**
 * Loaded into firebase-tools (node --require) so that its functions emulator treats Python functions as the cloud does.
 *
 * Out of the box it (1) starts one more process of a function for every request that arrives while another one runs,
 * where the cloud sends up to 80 at once to one instance; (2) picks a random port that another start may be about to
 * use, so that two functions can end up behind one address; (3) stops the shell around a function, not the function;
 * (4) sends requests over connections that the function is just closing, and kills it when that fails. Its task queues
 * (5) dispatch at once what is scheduled for later, (6) keep a processor busy while a task runs, and (7) answer the name
 * of a task without the slash that firebase-admin for Python cuts off.
 */
const { TCPConn } = require("firebase-tools/lib/emulator/functionsEmulator");
const python = require("firebase-tools/lib/functions/python");
const { RuntimeWorkerPool, RuntimeWorkerState } = require("firebase-tools/lib/emulator/functionsRuntimeWorker");
const portfinder = require("portfinder");
const { TaskQueue } = require("firebase-tools/lib/emulator/taskQueue");
const { TaskQueueController } = require("firebase-tools/lib/emulator/tasksEmulator");

/** Below the ports that the system hands out by itself, and clear of every emulator's default. */
const FIRST_PORT = 20000;
const PORTS = 10000;

/** Puts what `make` makes of the function in its place; an update of firebase-tools without the function is an error. */
function replace(owner, name, make) {
  const original = owner?.[name];
  if (typeof original !== "function") {
    throw new Error(`firebase-tools no longer has ${name}; scripts/emulators/emulator_hooks.cjs must follow its new version.`);
  }
  owner[name] = make(original);
}

const serves = ({ state, runtime }) =>
  !runtime.process.killed && (state === RuntimeWorkerState.IDLE || state === RuntimeWorkerState.BUSY);

replace(
  RuntimeWorkerPool.prototype,
  "getIdleWorker",
  () =>
    function (triggerId, runtime) {
      this.cleanUpWorkers();
      return this.getTriggerWorkers(triggerId, runtime).find(serves);
    },
);

const given = new Set();
replace(portfinder, "getPortPromise", (findPort) => async (options) => {
  let port = FIRST_PORT + Math.floor(Math.random() * PORTS);
  do {
    port = await findPort({ ...options, port: port + 1 });
  } while (given.has(port));
  given.add(port);
  return port;
});

replace(
  python,
  "runWithVirtualEnv",
  (run) =>
    (command, ...rest) =>
      run(["exec", ...command], ...rest),
);

replace(
  TCPConn.prototype,
  "httpReqOpts",
  (options) =>
    function () {
      return { ...options.call(this), agent: false };
    },
);

/** Milliseconds between two looks at the queues, while tasks run or wait and while there is none. */
TaskQueueController.UPDATE_TIMEOUT = 20;
TaskQueueController.LISTEN_TIMEOUT = 50;
/** What a timer can wait for at most. */
const LONGEST = 2 ** 31 - 1;

replace(
  TaskQueue.prototype,
  "enqueue",
  (enqueue) =>
    function (task) {
      const wait = Date.parse(task.scheduleTime ?? "") - Date.now();
      const { name } = task;
      if (wait > 0 && !this.queuedIds.has(name)) {
        this.queuedIds.add(name); // another task of this name is refused from now on
        setTimeout(
          () => {
            this.queuedIds.delete(name);
            enqueue.call(this, { ...task, name });
          },
          Math.min(wait, LONGEST),
        );
      } else {
        enqueue.call(this, task);
      }
      task.name = `/${name.replace(/^\//, "")}`;
    },
);
