/**
 * Every request gets a connection of its own. Node keeps connections since version 19, gunicorn closes idle ones after
 * two seconds, and where both meet the emulator answers 500 and kills the function.
 *
 * No issue was found for this (searched: socket hang up, ECONNRESET, keep-alive, gunicorn); goes when the emulator asks
 * again over a new connection, or when the functions framework lets gunicorn's keep-alive be set.
 */
const http = require("node:http");

http.globalAgent = new http.Agent({ keepAlive: false });
