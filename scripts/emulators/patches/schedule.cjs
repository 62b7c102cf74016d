/**
 * A task that is scheduled for later waits; otherwise it is dispatched at once.
 *
 * https://github.com/firebase/firebase-tools/issues/8254; goes when that is closed.
 */
const { TaskQueue } = require("firebase-tools/lib/emulator/taskQueue");
const replace = require("./replace.cjs");

/** What a timer can wait for at most, in milliseconds. */
const LONGEST = 2 ** 31 - 1;

replace(
  TaskQueue.prototype,
  "enqueue",
  (enqueue) =>
    function (task) {
      const wait = Date.parse(task.scheduleTime ?? "") - Date.now();
      if (!(wait > 0) || this.queuedIds.has(task.name)) {
        enqueue.call(this, task);
        return;
      }
      const due = { ...task };
      this.queuedIds.add(due.name); // another task of this name is refused from now on
      setTimeout(
        () => {
          this.queuedIds.delete(due.name);
          enqueue.call(this, due);
        },
        Math.min(wait, LONGEST),
      );
    },
);
