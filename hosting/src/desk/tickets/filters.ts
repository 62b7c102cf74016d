/** Which tickets the list shows, in which order, and how that is written into an address. */

import type { Queue, Sort } from "../../shared/contract";
import { FILTERS, type FilterName } from "./fields";

type Named = "queue" | "assignee" | "tag" | "requester" | "undelivered" | "snoozed" | "search" | "sort";

/** "" is no filter; of `sort` it is newest first. They have the names that the API gives them. */
export type Filters = Record<FilterName | Named, string>;

/** What a list can be called by. "all" is no queue of the API's: every ticket, settled or not. */
export const QUEUE_NAMES: Record<Queue | "all", string> = {
  mine: "My open",
  unassigned: "Unassigned",
  urgent: "Urgent",
  waiting: "Waiting for the requester",
  undelivered: "Not delivered",
  open: "All open",
  resolved: "Resolved",
  quarantine: "Quarantine",
  all: "All tickets",
};

/** The queue is still to be found: the agent's own, or what is nobody's. */
export const START = "start";

export const SORTS: Record<Sort, string> = {
  newest: "Newest first",
  oldest: "Oldest first",
  waiting: "Longest waiting first",
  urgent: "Most urgent first",
  updated: "Last changed first",
};

/** Any value, as far as the page is concerned. */
const FREE: Named[] = ["assignee", "tag", "requester", "search"];
const FLAGS: Named[] = ["undelivered", "snoozed"];

/** Every ticket, newest first. */
export const ALL_TICKETS: Filters = filtersOf(new URLSearchParams({ queue: "all" }));
/** Where an agent begins. */
export const NO_FILTERS: Filters = { ...ALL_TICKETS, queue: START };

export function inQueue(queue: string): Filters {
  return { ...ALL_TICKETS, queue };
}

/** Whether the list is narrowed down beside its queue. */
export function isFiltered(filters: Filters): boolean {
  return !sameFilters({ ...filters, sort: "" }, inQueue(filters.queue));
}

export function sameFilters(one: Filters, other: Filters): boolean {
  return queryStringOf(one) === queryStringOf(other);
}

/** Values that we do not know are no filter: an old link still shows the list. */
export function filtersOf(query: URLSearchParams): Filters {
  const known = (name: string, values: string[]): string => values.find((value) => value === query.get(name)) ?? "";
  const entries = [
    ["queue", known("queue", Object.keys(QUEUE_NAMES))],
    ...FILTERS.map(([name, { looks }]) => [name, known(name, Object.keys(looks))]),
    ...FLAGS.map((name) => [name, known(name, ["true"])]),
    ...FREE.map((name) => [name, query.get(name) ?? ""]),
    ["sort", known("sort", Object.keys(SORTS))],
  ];
  const filters: Filters = Object.fromEntries(entries);
  const isBare = entries.every(([, value]) => value === "");
  return isBare ? { ...filters, queue: START } : filters;
}

/** The queue whose own count says how many tickets there are; null where they are filtered. */
export function countedQueue(filters: Filters): string | null {
  return filters.queue === "all" || isFiltered(filters) ? null : filters.queue;
}

/** The query string of what is set, in a fixed order and without a question mark. */
export function queryStringOf(filters: Filters, more: Record<string, string | number> = {}): string {
  const set = Object.entries({ ...filters, ...more }).filter(([, value]) => value !== "" && value !== START);
  return new URLSearchParams(set.map(([name, value]) => [name, String(value)])).toString();
}

/** The same as the API takes it. */
export function apiQueryOf(filters: Filters, more: Record<string, string | number>): string {
  return queryStringOf({ ...filters, queue: filters.queue === "all" ? "" : filters.queue }, more);
}
