/** What the desk shows, and its place in the address, so that a view can be shared and the back button works. */

import {
  CATEGORIES,
  type Category,
  PRIORITIES,
  type Priority,
  STATUSES,
  type Status,
  type TicketQuery,
} from "../../shared/contract";

/** "" is no filter. */
export interface Filters {
  status: Status | "";
  category: Category | "";
  priority: Priority | "";
  /** "true": the tickets that may come from a bot, and only those. */
  quarantined: "true" | "";
  search: string;
}

export interface View {
  filters: Filters;
  /** The id of the ticket that is open beside the list; "" is none. */
  ticket: string;
}

/** 26 digits of Crockford's base 32, as functions/common/ids.py writes them. */
const TICKET_ID = /^[0-9a-hjkmnp-tv-z]{26}$/;

/** Anything else, put into a path of the API, may be the address of something that is no ticket. */
export function isTicketId(id: string): boolean {
  return TICKET_ID.test(id);
}

export const NO_FILTERS: Filters = { status: "", category: "", priority: "", quarantined: "", search: "" };

export function isFiltered(filters: Filters): boolean {
  return Object.values(filters).some((value) => value !== "");
}

export function sameFilters(one: Filters, other: Filters): boolean {
  return queryStringOf(one) === queryStringOf(other);
}

function known<Value extends string>(values: readonly Value[], given: string | null): Value | "" {
  return values.find((value) => value === given) ?? "";
}

/** Values that we do not know are no filter: an old link still shows the list. */
export function viewOf(address: string): View {
  const query = new URLSearchParams(address);
  const filters: Filters = {
    status: known(STATUSES, query.get("status")),
    category: known(CATEGORIES, query.get("category")),
    priority: known(PRIORITIES, query.get("priority")),
    quarantined: known(["true"], query.get("quarantined")),
    search: query.get("search") ?? "",
  };
  return { filters, ticket: query.get("ticket") ?? "" };
}

/** The query string of what is set, in a fixed order and without a question mark. */
export function queryStringOf(filters: Filters, ticket = ""): string {
  const { status, category, priority, quarantined, search } = filters;
  const set = Object.entries({ status, category, priority, quarantined, search, ticket });
  return new URLSearchParams(set.filter(([, value]) => value !== "")).toString();
}

/** The path with what is set. */
export function addressOf({ filters, ticket }: View): string {
  const query = queryStringOf(filters, ticket);
  return query ? `${window.location.pathname}?${query}` : window.location.pathname;
}

/** The filters as the API takes them. */
export function queryOf(filters: Filters): TicketQuery {
  const { status, category, priority, quarantined, search } = filters;
  return {
    ...(status && { status }),
    ...(category && { category }),
    ...(priority && { priority }),
    ...(quarantined && { quarantined: true }),
    search,
  };
}
