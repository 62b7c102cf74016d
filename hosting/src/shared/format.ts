import { locale } from "./locale";

const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];

interface Formats {
  locale: string;
  exact: Intl.DateTimeFormat;
  relative: Intl.RelativeTimeFormat;
}

let made: Formats | null = null;

/** Kept, because making them is slow. */
function formats(): Formats {
  const wanted = locale();
  if (made?.locale !== wanted) {
    const exact = new Intl.DateTimeFormat(wanted, { dateStyle: "medium", timeStyle: "short" });
    made = { locale: wanted, exact, relative: new Intl.RelativeTimeFormat(wanted, { numeric: "auto", style: "long" }) };
  }
  return made;
}

/** Date and time in the reader's language and time zone. */
export function exactTime(iso: string): string {
  return formats().exact.format(new Date(iso));
}

function secondsAfter(now: number, iso: string): number {
  return (new Date(iso).getTime() - now) / 1000;
}

function distance(seconds: number): string {
  for (const [unit, size] of UNITS) {
    if (Math.abs(seconds) >= size) return formats().relative.format(Math.round(seconds / size), unit);
  }
  return formats().relative.format(0, "second");
}

/** "5 minutes ago"; the exact date when that is more than a week ago. What has happened is never in the future. */
export function timeAgo(iso: string, now: number): string {
  const seconds = Math.min(0, secondsAfter(now, iso));
  return seconds < -7 * 86_400 ? exactTime(iso) : distance(seconds);
}

/** "in 5 minutes". What is still to come is never in the past. */
export function timeUntil(iso: string, now: number): string {
  return distance(Math.max(0, secondsAfter(now, iso)));
}
