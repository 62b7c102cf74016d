/** The filters of the list, and their place in the address, so that a view can be shared and the back button works. */

import {
  CATEGORIES,
  type Category,
  PRIORITIES,
  type Priority,
  STATUSES,
  type Status,
  type TicketQuery,
} from "../shared/contract";

/** "" is no filter. */
export interface Filters {
  status: Status | "";
  category: Category | "";
  priority: Priority | "";
  search: string;
}

export const NO_FILTERS: Filters = { status: "", category: "", priority: "", search: "" };

export function isFiltered(filters: Filters): boolean {
  return Object.values(filters).some((value) => value !== "");
}

function known<Value extends string>(values: readonly Value[], given: string | null): Value | "" {
  return values.find((value) => value === given) ?? "";
}

/** Values that we do not know are no filter: an old link still shows the list. */
export function filtersOf(address: string): Filters {
  const query = new URLSearchParams(address);
  return {
    status: known(STATUSES, query.get("status")),
    category: known(CATEGORIES, query.get("category")),
    priority: known(PRIORITIES, query.get("priority")),
    search: query.get("search") ?? "",
  };
}

/** The path with the filters that are set. */
export function addressOf(filters: Filters): string {
  const set = Object.entries(filters).filter(([, value]) => value !== "");
  const query = new URLSearchParams(set).toString();
  return query ? `${window.location.pathname}?${query}` : window.location.pathname;
}

/** The filters as the API takes them. */
export function queryOf(filters: Filters): TicketQuery {
  const { status, category, priority, search } = filters;
  return { ...(status && { status }), ...(category && { category }), ...(priority && { priority }), search };
}
