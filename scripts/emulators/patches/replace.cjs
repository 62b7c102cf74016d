/** Puts what `make` makes of a member in its place; an update of firebase-tools without such a member is an error. */
module.exports = function replace(owner, name, make) {
  const original = owner?.[name];
  const own = make(original);
  if (typeof original !== typeof own) {
    throw new Error(`firebase-tools no longer has ${name}; scripts/emulators/patches must follow its new version.`);
  }
  owner[name] = own;
};
