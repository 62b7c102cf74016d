/**
 * No two functions are given one port. Otherwise a port counts as free until the function that it was given to listens,
 * so that a second one that starts meanwhile can be given it too, and its requests go to the first.
 *
 * The same race of discovery is https://github.com/firebase/firebase-tools/issues/5418, which a random first port made
 * rare (pull request 5444), as here; goes when the system chooses the port of a function.
 */
const portfinder = require("portfinder");
const replace = require("./replace.cjs");

/** Below the ports that the system hands out by itself, and clear of every emulator's default. */
const FIRST_PORT = 20000;
const PORTS = 10000;

const given = new Set();

replace(portfinder, "getPortPromise", (findPort) => async (options) => {
  let port = FIRST_PORT + Math.floor(Math.random() * PORTS);
  do {
    port = await findPort({ ...options, port: port + 1 });
  } while (given.has(port));
  given.add(port);
  return port;
});
