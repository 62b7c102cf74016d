/**
 * The task queues are looked at every few milliseconds; otherwise without a pause while a task runs or waits for its
 * next try, which keeps a processor busy, and once a second while there is none.
 *
 * No issue was found for this (searched: tasks emulator, CPU, busy loop, UPDATE_TIMEOUT); goes when it waits by itself.
 */
const { TaskQueueController } = require("firebase-tools/lib/emulator/tasksEmulator");
const replace = require("./replace.cjs");

replace(TaskQueueController, "UPDATE_TIMEOUT", () => 20);
replace(TaskQueueController, "LISTEN_TIMEOUT", () => 50);
