/** Which page of the desk the address names: the tickets, or the integrations and below them an endpoint's deliveries. */

import type { TargetedMouseEvent } from "preact";
import { Store } from "./ui/store";

export interface Place {
  page: "tickets" | "integrations";
  /** The id of the endpoint whose deliveries are shown; "" shows all integrations. */
  endpoint: string;
}

export const TICKETS = "/desk";
export const INTEGRATIONS = "/desk?page=integrations";

export function deliveriesOf(endpoint: string): string {
  return `${INTEGRATIONS}&${new URLSearchParams({ endpoint })}`;
}

export function ticketAddress(ticket: string): string {
  return `${TICKETS}?${new URLSearchParams({ ticket })}`;
}

export function placeOf(address: string): Place {
  const query = new URLSearchParams(address);
  const page = query.get("page") === "integrations" ? "integrations" : "tickets";
  return { page, endpoint: page === "integrations" ? (query.get("endpoint") ?? "") : "" };
}

class Places extends Store<Place> {
  /** Whether this page was left for another one, so that the focus has no place of its own. */
  moved = false;

  constructor() {
    super(placeOf(window.location.search));
    window.addEventListener("popstate", () => this.follow());
  }

  go(address: string): void {
    window.history.pushState(null, "", address);
    this.follow();
    window.scrollTo(0, 0);
  }

  private follow(): void {
    const place = placeOf(window.location.search);
    if (place.page === this.state.page && place.endpoint === this.state.endpoint) return;
    this.moved = true;
    this.set(place);
  }
}

export const places = new Places();

/** Follows a link without loading the desk anew, unless the click asks for another tab or window. */
export function follow(event: TargetedMouseEvent<HTMLAnchorElement>): void {
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  places.go(event.currentTarget.href);
}
