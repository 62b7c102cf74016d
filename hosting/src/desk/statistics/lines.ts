/** What the statistics count, as lines that lead to the tickets. */

import type { Aged, TicketStats } from "../../shared/contract";
import { FIELDS, type FieldName, lookOf, valuesOf } from "../tickets/fields";
import { ALL_TICKETS, inQueue } from "../tickets/filters";
import { type Agents, nameOf } from "../tickets/team";
import type { Line } from "./breakdown";

export function linesOf(field: FieldName, stats: TicketStats | null): Line[] {
  const counts = stats && FIELDS[field].counts?.(stats);
  return valuesOf(field).map((value) => ({
    ...lookOf(field, value),
    count: counts?.[value],
    to: { ...ALL_TICKETS, queue: "", [field]: value },
  }));
}

/** As the server groups them; what is drawn before it has answered. */
const AGES: Omit<Aged, "count">[] = [
  { from_days: 0, to_days: 0 },
  { from_days: 1, to_days: 2 },
  { from_days: 3, to_days: 6 },
  { from_days: 7, to_days: 29 },
  { from_days: 30, to_days: null },
];

/** What is not settled, by its age. */
export function backlogLines(backlog: Aged[] | undefined): Line[] {
  const groups: (Omit<Aged, "count"> & Partial<Aged>)[] = backlog ?? AGES;
  return groups.map(({ from_days, to_days, count }) => ({ label: ageOf(from_days, to_days), tone: "neutral", count }));
}

function ageOf(from: number, to: number | null): string {
  if (to === null) return `${from} days +`;
  return to === 0 ? "Today" : `${from}–${to} days`;
}

/** Open tickets of each agent who has any, most first. */
export function agentLines(assigned: Record<string, number>, agents: Agents): Line[] {
  const some = Object.entries(assigned).filter(([, count]) => count > 0);
  return some
    .sort(([, one], [, other]) => other - one)
    .map(([uid, count]) => ({
      label: nameOf(agents, uid),
      tone: "neutral",
      count,
      to: { ...inQueue("open"), assignee: uid },
    }));
}
