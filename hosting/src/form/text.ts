/** What can be seen: no white space, sign of direction, joiner or filler. */
const SEEN = /[^\s\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Default_Ignorable_Code_Point}\u2800]/u;

/** The text without white space around it; empty if nothing of it can be seen. */
export function tidy(text: string): string {
  return SEEN.test(text) ? text.trim() : "";
}

/** The length as the server counts it: characters, not UTF-16 units, and no control characters, which it drops. */
export function characters(text: string): number {
  return [...tidy(text).replace(/[^\P{Cc}\s]/gu, "")].length;
}
