/** Until when a ticket can be put aside. */

import { exactTime } from "../../shared/format";
import type { Choice } from "../ui/chooser";

const HOUR_MS = 3_600_000;
const MORNING = 9;

/** In the morning, that many days from now. */
function morning(now: Date, days: number): Date {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, MORNING);
}

/** The next Monday, which is never today. */
function daysToMonday(now: Date): number {
  return (8 - now.getDay()) % 7 || 7;
}

function choice(name: string, until: Date): Choice {
  const iso = until.toISOString();
  return { value: iso, label: `${name}: ${exactTime(iso)}` };
}

export function snoozeChoices(now: Date): Choice[] {
  return [
    choice("In three hours", new Date(now.getTime() + 3 * HOUR_MS)),
    choice("Tomorrow", morning(now, 1)),
    choice("Monday", morning(now, daysToMonday(now))),
    choice("In a week", morning(now, 7)),
    choice("In a month", morning(now, 30)),
  ];
}

/** A day as it is typed, "2026-12-24": its morning. Nothing for what is no day to come. */
export function snoozeChoice(typed: string, now: Date): Choice | null {
  const [, year, month, day] = typed.match(/^(\d{4})-(\d\d?)-(\d\d?)$/)?.map(Number) ?? [];
  if (!year || !month || !day) return null;
  const until = new Date(year, month - 1, day, MORNING);
  return until > now ? choice("Until then", until) : null;
}
