/**
 * Ticket references as people type them, read as functions/common/tickets/reference.py does: 11 Crockford base32 symbols and a
 * check symbol by the hybrid system MOD 33,32 of ISO/IEC 7064.
 */

const SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const MODULUS = SYMBOLS.length;
/** How many symbols a reference has, the check symbol included. */
const LENGTH = 12;

export type Reading =
  | { is: "reference"; reference: string }
  /** How many symbols were typed, which are too few or too many. */
  | { is: "incomplete"; count: number }
  /** A symbol that no reference contains, or a check symbol that does not fit. */
  | { is: "mistyped" };

/** Case, spaces, dashes and what is copied along with it do not matter; the letters o, i and l are read as the digits that they look like. */
export function readReference(typed: string): Reading {
  const symbols = typed
    .replace(/[\p{White_Space}\p{Pd}\p{Ps}\p{Pe}\p{Pi}\p{Pf}\p{Cc}\p{Cf}.,;:!?<>"'`]/gu, "")
    .toUpperCase()
    .replaceAll("O", "0")
    .replaceAll(/[IL]/g, "1");
  const count = [...symbols].length;
  if (count !== LENGTH) return { is: "incomplete", count };
  const values = [...symbols].map((symbol) => SYMBOLS.indexOf(symbol));
  if (values.includes(-1) || checkValue(values.slice(0, -1)) !== values.at(-1)) return { is: "mistyped" };
  return { is: "reference", reference: symbols.replace(/.{4}(?=.)/g, "$&-") };
}

function checkValue(values: number[]): number {
  const product = values.reduce(
    (before, value) => (((before + value) % MODULUS || MODULUS) * 2) % (MODULUS + 1),
    MODULUS,
  );
  return (MODULUS + 1 - product) % MODULUS;
}
