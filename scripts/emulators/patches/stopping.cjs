/**
 * What is killed is the function; otherwise it is the shell around it, and the function lives on at its port.
 *
 * https://github.com/firebase/firebase-tools/issues/11069; goes when that is closed.
 */
const python = require("firebase-tools/lib/functions/python");
const replace = require("./replace.cjs");

replace(
  python,
  "runWithVirtualEnv",
  (run) =>
    (command, ...rest) =>
      run(["exec", ...command], ...rest),
);
