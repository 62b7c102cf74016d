/** The pure changes of the state while several tickets are selected and changed together. */

import type { Ticket, TicketPatch } from "../../shared/contract";
import { changesOf } from "./edit-state";
import type { DeskState } from "./state";

/** `overtaken`: the ticket changed in the meantime, and our change was not made. */
export type Outcome = "waiting" | "done" | "overtaken" | "failed";

export interface BulkItem {
  /** As the agent saw it. */
  ticket: Ticket;
  patch: TicketPatch;
  outcome: Outcome;
  /** Why it failed. */
  message: string | null;
  /** What the change has made of it; null without one. */
  after: Ticket | null;
}

export interface Bulk {
  /** The change in words. */
  name: string;
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

export type Order = Pick<BulkItem, "ticket" | "patch">;

export function withBulk(state: DeskState, name: string, orders: Order[]): DeskState {
  const items = orders.map((order): BulkItem => ({ ...order, outcome: "waiting", message: null, after: null }));
  return { ...state, bulk: { name, items }, step: null };
}

/** What takes back the changes that were made; none while some are still on their way. */
export function waysBack({ items }: Bulk): Order[] {
  if (items.some(({ outcome }) => outcome === "waiting")) return [];
  return items.flatMap(({ ticket, after }) => (after ? [{ ticket: after, patch: changesOf(after, ticket) }] : []));
}

/** What was done is not selected any more; the rest stays, so that one can look and try again. */
export function withOutcome(state: DeskState, id: string, result: Omit<BulkItem, keyof Order>): DeskState {
  if (!state.bulk) return state;
  const items = state.bulk.items.map((item) => (item.ticket.id === id ? { ...item, ...result } : item));
  const bulk = { ...state.bulk, items };
  return result.outcome === "done" ? { ...withSelected(state, id, false), bulk } : { ...state, bulk };
}

export function count(bulk: Bulk, outcome: Outcome): number {
  return bulk.items.filter((item) => item.outcome === outcome).length;
}
