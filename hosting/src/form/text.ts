/** The length as the server counts it: characters, not UTF-16 units. */
export function characters(text: string): number {
  return [...text.trim()].length;
}
