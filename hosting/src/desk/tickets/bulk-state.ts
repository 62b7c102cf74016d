/** The pure changes of the state while several tickets are selected and changed together. */

import type { Ticket, TicketPatch } from "../../shared/contract";
import type { DeskState } from "./state";

/** `overtaken`: the ticket changed in the meantime, and our change was not made. */
export type Outcome = "waiting" | "done" | "overtaken" | "failed";

export interface BulkItem {
  ticket: Ticket;
  outcome: Outcome;
  /** Why it failed. */
  message: string | null;
}

export interface Bulk {
  patch: TicketPatch;
  items: BulkItem[];
}

export function withSelected(state: DeskState, id: string, selected: boolean): DeskState {
  const ids = new Set(state.selected);
  if (selected) ids.add(id);
  else ids.delete(id);
  return { ...state, selected: ids };
}

/** All tickets on screen, or none. */
export function withAllSelected(state: DeskState, selected: boolean): DeskState {
  return { ...state, selected: new Set(selected ? state.tickets?.map((ticket) => ticket.id) : []) };
}

export function withBulk(state: DeskState, patch: TicketPatch, tickets: Ticket[]): DeskState {
  const items = tickets.map((ticket): BulkItem => ({ ticket, outcome: "waiting", message: null }));
  return { ...state, bulk: { patch, items } };
}

/** What was done is not selected any more; the rest stays, so that one can look and try again. */
export function withOutcome(state: DeskState, id: string, outcome: Outcome, message: string | null): DeskState {
  if (!state.bulk) return state;
  const items = state.bulk.items.map((item) => (item.ticket.id === id ? { ...item, outcome, message } : item));
  const bulk = { ...state.bulk, items };
  return outcome === "done" ? { ...withSelected(state, id, false), bulk } : { ...state, bulk };
}

export function count(bulk: Bulk, outcome: Outcome): number {
  return bulk.items.filter((item) => item.outcome === outcome).length;
}
