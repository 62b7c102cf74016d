/** Goes from view to view, in steps that the back button undoes. */

import type { DeskStore } from "./desk-store";
import { addressOf, type Filters, type View, viewOf } from "./view";

/** In the history's state of a step that opened a ticket from the list: going back closes it. */
const OPENED_HERE = { openedHere: true };
/** In the history's state of a step that a search made: it is refined there, and going back ends it. */
const SEARCHED_HERE = { searchedHere: true };

export class Navigation {
  constructor(private readonly desk: DeskStore) {}

  /** Follows the back and forward buttons. Returns how to stop. */
  start(): () => void {
    // The list keeps its place by itself; the browser would put it back to where it was when a ticket was opened.
    window.history.scrollRestoration = "manual";
    const follow = (): void => this.desk.show(viewOf(window.location.search));
    window.addEventListener("popstate", follow);
    return () => window.removeEventListener("popstate", follow);
  }

  filter(filters: Filters): void {
    this.go({ ...this.view, filters }, null);
  }

  /** A search is one step, however often somebody pauses while typing it. */
  search(filters: Filters): void {
    const view = { ...this.view, filters };
    if (window.history.state?.searchedHere) this.replace(view, SEARCHED_HERE);
    else this.go(view, SEARCHED_HERE);
  }

  open(ticket: string): void {
    const view = { ...this.view, ticket };
    // From one ticket to the next is no step: one goes back to the list, not through all that were read.
    if (this.view.ticket === "") this.go(view, OPENED_HERE);
    else this.replace(view, window.history.state);
  }

  close(): void {
    if (window.history.state?.openedHere) window.history.back();
    else this.replace({ ...this.view, ticket: "" }, null);
  }

  /** The address of a ticket beside the list as it is. */
  addressOf(ticket: string): string {
    return addressOf({ ...this.view, ticket });
  }

  private get view(): View {
    return { filters: this.desk.state.filters, ticket: this.desk.state.opened?.id ?? "" };
  }

  private go(view: View, state: unknown): void {
    // Where one is already is no step either.
    if (addressOf(view) === addressOf(this.view)) return;
    window.history.pushState(state, "", addressOf(view));
    this.desk.show(view);
  }

  private replace(view: View, state: unknown): void {
    window.history.replaceState(state, "", addressOf(view));
    this.desk.show(view);
  }
}
