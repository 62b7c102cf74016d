/** What can be seen: no white space, sign of direction, joiner or filler. */
const SEEN = /[^\s\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Default_Ignorable_Code_Point}\u2800]/u;

/** The text without white space around it; empty if nothing of it can be seen. */
export function tidy(text: string): string {
  return SEEN.test(text) ? text.trim() : "";
}

/** Control characters that the server drops: all but those that are white space to it. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: separators of records, which the server takes for line ends
const DROPPED = /[^\P{Cc}\s\x1c-\x1f\x85]/gu;

/** The length as the server counts it: characters, not UTF-16 units, and without control characters that mean nothing. */
export function characters(text: string): number {
  return [...tidy(text).replace(DROPPED, "")].length;
}
