/** What the address says: the page of the desk, and the view of its tickets. The back button undoes each step. */

import type { TargetedMouseEvent } from "preact";
import {
  ALL_TICKETS,
  type Filters,
  filtersOf,
  inQueue,
  NO_FILTERS,
  queryStringOf,
  START,
  sameFilters,
} from "./tickets/filters";
import { Store } from "./ui/store";

export interface View {
  page: "tickets" | "statistics" | "integrations";
  filters: Filters;
  /** The id of the ticket that is open beside the list; "" is none. */
  ticket: string;
  /** The id of the webhook endpoint whose deliveries are shown; "" shows all integrations. */
  endpoint: string;
}

const DESK = "/desk";
/** In the history's state of a step that opened a ticket from the list: going back closes it. */
const OPENED_HERE = { openedHere: true };
/** In the history's state of a step that a search made: it is refined there, and going back ends it. */
const SEARCHED_HERE = { searchedHere: true };

export const TICKETS: View = { page: "tickets", filters: NO_FILTERS, ticket: "", endpoint: "" };
export const STATISTICS: View = { ...TICKETS, page: "statistics" };
export const INTEGRATIONS: View = { ...TICKETS, page: "integrations" };

function viewOf(address: string): View {
  const query = new URLSearchParams(address);
  if (query.get("page") === "statistics") return STATISTICS;
  if (query.get("page") === "integrations") return { ...INTEGRATIONS, endpoint: query.get("endpoint") ?? "" };
  return { ...TICKETS, filters: filtersOf(query), ticket: query.get("ticket") ?? "" };
}

export function addressOf({ page, filters, ticket, endpoint }: View): string {
  const query = queryStringOf(filters, { ticket, page: page === "tickets" ? "" : page, endpoint });
  return query ? `${DESK}?${query}` : DESK;
}

class Router extends Store<View> {
  /** Whether another page was on screen before, so that the focus has no place of its own. */
  moved = false;
  /** The queue that was shown last: where one is again when a search ends. */
  queue = START;

  constructor() {
    super(viewOf(window.location.search));
    // The list keeps its place by itself; the browser would put it back to where it was when a ticket was opened.
    window.history.scrollRestoration = "manual";
    window.addEventListener("popstate", () => this.follow());
  }

  filter(filters: Filters): void {
    this.go({ ...this.state, filters });
  }

  /** The whole queue, in its order; where there is none, the one that was shown last. */
  clear(): void {
    const { queue, sort } = this.state.filters;
    this.filter(queue === "" ? inQueue(this.queue) : { ...inQueue(queue), sort });
  }

  /** Shows the queue with which an agent begins, and is no step of theirs. */
  begin(queue: string): void {
    this.replace({ ...this.state, filters: inQueue(queue) }, window.history.state);
  }

  /** A search is one step, however often one pauses while typing it. */
  search(typed: Filters): void {
    // It looks everywhere, and what it finds has one order.
    const filters = typed.search ? { ...typed, queue: "", sort: "" } : withQueue(typed, this.queue);
    const view = { ...this.state, filters };
    if (window.history.state?.searchedHere) this.replace(view, SEARCHED_HERE);
    else this.go(view, SEARCHED_HERE);
  }

  open(ticket: string): void {
    const view = { ...this.state, ticket };
    // From one ticket to the next is no step: one goes back to the list, not through all that were read.
    if (this.state.ticket === "") this.go(view, OPENED_HERE);
    else this.replace(view, window.history.state);
  }

  close(): void {
    if (window.history.state?.openedHere) window.history.back();
    else this.replace({ ...this.state, ticket: "" }, null);
  }

  go(view: View, state: unknown = null): void {
    const { page, endpoint } = this.state;
    // Where one is already is no step either.
    if (addressOf(view) === addressOf(this.state)) return;
    window.history.pushState(state, "", addressOf(view));
    this.follow();
    if (view.page !== page || view.endpoint !== endpoint) window.scrollTo(0, 0);
  }

  private replace(view: View, state: unknown): void {
    window.history.replaceState(state, "", addressOf(view));
    this.follow();
  }

  private follow(): void {
    const { page, endpoint, filters } = this.state;
    if (filters.queue !== "") this.queue = filters.queue;
    const view = viewOf(window.location.search);
    this.moved ||= view.page !== page || view.endpoint !== endpoint;
    this.set(view);
  }
}

/** A list of no queue that is filtered by nothing is that queue. */
function withQueue(filters: Filters, queue: string): Filters {
  const isBare = sameFilters(filters, NO_FILTERS) || sameFilters({ ...filters, queue: "all" }, ALL_TICKETS);
  return isBare ? { ...filters, queue } : filters;
}

export const router = new Router();

/** What a click on a link does here, unless it asks for another tab or window. */
export function onPlainClick(act: () => void): (event: TargetedMouseEvent<HTMLAnchorElement>) => void {
  return (event) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    act();
  };
}

/** The attributes of a link to another view, which is shown without loading the desk anew. */
export function linkTo(view: View) {
  return { href: addressOf(view), onClick: onPlainClick(() => router.go(view)) };
}
