/**
 * Loaded into firebase-tools (node --require) so that its functions emulator treats Python functions as the cloud does.
 *
 * Out of the box it (1) starts one more process of a function for every request that arrives while another one runs,
 * where the cloud sends up to 80 at once to one instance; (2) picks a random port that another start may be about to
 * use, so that two functions can end up behind one address; (3) stops the shell around a function, not the function.
 */
const python = require("firebase-tools/lib/functions/python");
const { RuntimeWorkerPool, RuntimeWorkerState } = require("firebase-tools/lib/emulator/functionsRuntimeWorker");
const portfinder = require("portfinder");

/** Below the ports that the system hands out by itself, and clear of every emulator's default. */
const FIRST_PORT = 20000;
const PORTS = 10000;

function existing(owner, name) {
  if (typeof owner?.[name] !== "function") {
    throw new Error(`firebase-tools no longer has ${name}; scripts/emulator_hooks.cjs must follow its new version.`);
  }
  return owner[name];
}

const findWorker = existing(RuntimeWorkerPool.prototype, "getIdleWorker");
RuntimeWorkerPool.prototype.getIdleWorker = function (triggerId, runtime) {
  const busy = () => this.getTriggerWorkers(triggerId, runtime).find((it) => it.state === RuntimeWorkerState.BUSY);
  return findWorker.call(this, triggerId, runtime) ?? busy();
};

const findPort = existing(portfinder, "getPortPromise");
const given = new Set();
portfinder.getPortPromise = async (options) => {
  let port = FIRST_PORT + Math.floor(Math.random() * PORTS);
  do {
    port = await findPort({ ...options, port: port + 1 });
  } while (given.has(port));
  given.add(port);
  return port;
};

const runInEnvironment = existing(python, "runWithVirtualEnv");
python.runWithVirtualEnv = (command, ...rest) => runInEnvironment(["exec", ...command], ...rest);
