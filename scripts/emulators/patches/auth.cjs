/**
 * Auth's check of an operation's input is built with the operation's first request; otherwise those of all operations
 * at every start, which takes more than twenty seconds of a processor.
 *
 * No issue of firebase-tools was found for this (searched: exegesis, ajv, slow start); the option came with
 * https://github.com/exegesis-js/exegesis/issues/496; goes when the Auth emulator sets it.
 */
const exegesis = require("exegesis-express");
const replace = require("./replace.cjs");

replace(
  exegesis,
  "middleware",
  (middleware) => (document, options) => middleware(document, { ...options, lazyCompileValidationSchemas: true }),
);
