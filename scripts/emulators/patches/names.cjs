/**
 * A queue answers the name of a task with a slash before it, which firebase-admin for Python cuts off: without one it
 * cuts the name's first letter, where the task was given a name, and fails.
 *
 * https://github.com/firebase/firebase-admin-python/pull/920 brought the cut, and no issue was found for it; goes when
 * either side has changed.
 */
const { TaskQueueController } = require("firebase-tools/lib/emulator/tasksEmulator");
const replace = require("./replace.cjs");

replace(
  TaskQueueController.prototype,
  "enqueue",
  (enqueue) =>
    function (key, task) {
      enqueue.call(this, key, task);
      task.name = `/${task.name.replace(/^\//, "")}`;
    },
);
