/** Loaded into firebase-tools (node --require): each file has its emulators do one thing as the cloud does it. */
require("./auth.cjs");
require("./concurrency.cjs");
require("./connections.cjs");
require("./idling.cjs");
require("./names.cjs");
require("./ports.cjs");
require("./schedule.cjs");
require("./stopping.cjs");
