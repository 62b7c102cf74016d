/** Which tickets the list shows, and how that is written into an address. */

import type { TicketStats } from "../../shared/contract";
import { FIELDS, FILTERS, type FilterName, isField } from "./fields";

/**
 * "" is no filter. `quarantined` is "true" for the tickets that may come from a bot, and only those; `undelivered` for
 * those whose newest reply could not be delivered.
 */
export type Filters = Record<FilterName | "quarantined" | "undelivered" | "search", string>;

export const NO_FILTERS: Filters = filtersOf(new URLSearchParams());

export function isFiltered(filters: Filters): boolean {
  return !sameFilters(filters, NO_FILTERS);
}

export function sameFilters(one: Filters, other: Filters): boolean {
  return queryStringOf(one) === queryStringOf(other);
}

/** Values that we do not know are no filter: an old link still shows the list. */
export function filtersOf(query: URLSearchParams): Filters {
  const known = (name: string, values: string[]): string => values.find((value) => value === query.get(name)) ?? "";
  return {
    ...(Object.fromEntries(FILTERS.map(([name, { looks }]) => [name, known(name, Object.keys(looks))])) as Record<
      FilterName,
      string
    >),
    quarantined: known("quarantined", ["true"]),
    undelivered: known("undelivered", ["true"]),
    search: query.get("search") ?? "",
  };
}

/** Where the statistics say how many tickets fit; null where they do not, as with several filters. */
export function counterOf(filters: Filters): ((stats: TicketStats) => number) | null {
  const [first, ...others] = Object.entries(filters).filter(([, value]) => value !== "");
  if (!first) return (stats) => stats.total_tickets;
  const [name, value] = first;
  const counts = others.length === 0 && isField(name) ? FIELDS[name].counts : undefined;
  return counts ? (stats) => counts(stats)[value] ?? 0 : null;
}

/** The query string of what is set, in a fixed order and without a question mark. */
export function queryStringOf(filters: Filters, more: Record<string, string | number> = {}): string {
  const set = Object.entries({ ...filters, ...more }).filter(([, value]) => value !== "");
  return new URLSearchParams(set.map(([name, value]) => [name, String(value)])).toString();
}
