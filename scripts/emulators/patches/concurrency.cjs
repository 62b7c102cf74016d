/**
 * A function answers many requests at a time from one process, as the cloud sends up to 80 to one instance; otherwise
 * each request that arrives while another one runs starts one more process.
 *
 * https://github.com/firebase/firebase-tools/issues/5503; goes when the emulator heeds `concurrency`.
 */
const { RuntimeWorkerPool, RuntimeWorkerState } = require("firebase-tools/lib/emulator/functionsRuntimeWorker");
const replace = require("./replace.cjs");

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
