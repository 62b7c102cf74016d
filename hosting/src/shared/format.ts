/** The language of the page, so that times read like the text around them. */
const LANGUAGE = document.documentElement.lang;
const EXACT = new Intl.DateTimeFormat(LANGUAGE, { dateStyle: "medium", timeStyle: "short" });
const RELATIVE = new Intl.RelativeTimeFormat(LANGUAGE, { numeric: "auto", style: "long" });
const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];

/** Date and time in the reader's language and time zone. */
export function exactTime(iso: string): string {
  return EXACT.format(new Date(iso));
}

/** "5 minutes ago"; the exact date when that is more than a week ago. */
export function relativeTime(iso: string, now: number): string {
  const seconds = (new Date(iso).getTime() - now) / 1000;
  if (seconds < -7 * 86_400) return EXACT.format(new Date(iso));
  for (const [unit, size] of UNITS) {
    if (Math.abs(seconds) >= size) return RELATIVE.format(Math.round(seconds / size), unit);
  }
  return "just now";
}

/** The length as the server counts it: characters, not UTF-16 units. */
export function characters(text: string): number {
  return [...text.trim()].length;
}
