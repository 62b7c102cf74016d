/** The pure changes of the list. */

import type { Ticket, TicketPage } from "../../shared/contract";
import type { DeskState, Loaded } from "./state";

/** How many tickets of a long list a refresh reads; those below stay as they were when they were loaded. */
export const REFRESHED_MAX = 200;

/** The fetched tickets, but never an older version of one than we already show: answers may overtake each other. */
function newest(known: Ticket[], fetched: Ticket[]): Ticket[] {
  const shown = new Map(known.map((ticket) => [ticket.id, ticket]));
  return fetched.map((ticket) => {
    const before = shown.get(ticket.id);
    return before && before.version >= ticket.version ? before : ticket;
  });
}

/** The list with its top as it was read again; with `tail`, what was loaded further down stays below it. */
function loaded(state: DeskState, top: TicketPage, tail: boolean): Loaded {
  const known = state.tickets ?? [];
  const tickets = newest(known, top.results);
  const last = tickets.at(-1);
  const end = known.findIndex(({ id }) => id === last?.id);
  const fresh = new Set(tickets.map(({ id }) => id));
  // Where the last one has moved, it is not known what is below it.
  const isKnown = tail && end >= 0 && top.next_cursor !== null;
  const below = isKnown ? known.slice(end + 1).filter(({ id }) => !fresh.has(id)) : [];
  if (below.length === 0) return { tickets, nextCursor: top.next_cursor };
  return { tickets: [...tickets, ...below], nextCursor: state.nextCursor };
}

/**
 * The list as it was read. While the person is `reading` it, every row stays where it is: only the values change, and
 * what has come or gone is held back.
 */
export function withList(state: DeskState, page: TicketPage, reading = false): DeskState {
  // A refresh may come in between while the person waits for the next page.
  const waitingFor = state.waitingFor === "more" ? "more" : null;
  const settled: DeskState = { ...state, waitingFor, count: page.count ?? null, listFailure: null };
  const still = reading && state.waitingFor !== "list" && state.tickets !== null && state.tickets.length > 0;
  const fresh = loaded(state, page, still || (state.tickets?.length ?? 0) > REFRESHED_MAX);
  if (!still) return { ...settled, ...fresh, held: null };
  const values = new Map(fresh.tickets.map((ticket) => [ticket.id, ticket]));
  const tickets = state.tickets?.map((ticket) => values.get(ticket.id) ?? ticket) ?? null;
  const held = differs(tickets ?? [], fresh.tickets) ? fresh : null;
  return { ...settled, tickets, held };
}

function differs(one: Ticket[], other: Ticket[]): boolean {
  return one.length !== other.length || one.some((ticket, place) => ticket.id !== other[place]?.id);
}

/** The list with what was held back. What goes is not selected any more: it could not be seen that it is. */
export function withHeld(state: DeskState): DeskState {
  if (!state.held) return state;
  const shown = new Set(state.held.tickets.map((ticket) => ticket.id));
  const selected = new Set([...state.selected].filter((id) => shown.has(id)));
  return { ...state, ...state.held, held: null, selected };
}

function without(tickets: Ticket[], others: Ticket[]): string[] {
  const ids = new Set(others.map((ticket) => ticket.id));
  return tickets.map((ticket) => ticket.id).filter((id) => !ids.has(id));
}

/** How many tickets have come and are held back. */
export function arrived({ tickets, held }: DeskState): number {
  return held ? without(held.tickets, tickets ?? []).length : 0;
}

/** The orders in which a ticket keeps its place among the others. */
const FIXED = ["", "newest", "oldest"];

/** The ids of tickets that are still on screen and do not fit the filters any more, as far as that is certain. */
export function departed({ tickets, held, filters }: DeskState): ReadonlySet<string> {
  if (!held) return new Set();
  const last = held.tickets.at(-1);
  // Where so many have come that what is on screen was not read again, nobody knows.
  const isRead = FIXED.includes(filters.sort) && (tickets ?? []).some(({ id }) => id === last?.id);
  return new Set(held.nextCursor === null || isRead ? without(tickets ?? [], held.tickets) : []);
}

function appended(known: Ticket[], page: TicketPage): Loaded {
  const ids = new Set(known.map((ticket) => ticket.id));
  const added = page.results.filter((ticket) => !ids.has(ticket.id));
  return { tickets: [...known, ...added], nextCursor: page.next_cursor };
}

/** The list with the next page below it. */
export function withMore(state: DeskState, page: TicketPage): DeskState {
  const held = state.held && appended(state.held.tickets, page);
  return { ...state, ...appended(state.tickets ?? [], page), held, waitingFor: null, listFailure: null };
}

/** A list that was asked for and did not come leaves nothing on screen: the tickets there belong to other filters. */
export function withoutList(state: DeskState, listFailure: string): DeskState {
  const tickets = state.waitingFor === "list" ? null : state.tickets;
  return { ...state, tickets, waitingFor: null, listFailure };
}
