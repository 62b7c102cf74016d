/** What the desk shows, and the pure changes of it. */

import type { Ticket, TicketPage, TicketPatch, TicketStats } from "../shared/contract";
import type { Filters } from "./filters";

/** How many tickets of a long list a refresh reads; those below stay as they were when they were loaded. */
export const REFRESHED_MAX = 200;

export interface DeskState {
  filters: Filters;
  /** Newest first; null before the first answer. */
  tickets: Ticket[] | null;
  /** Where the list goes on; null at its end. */
  nextCursor: string | null;
  /** null before the first answer. */
  stats: TicketStats | null;
  /** What the person is waiting for. Refreshes that nobody asked for do not count. */
  waitingFor: "list" | "more" | null;
  /** Why the tickets could not be read the last time; those on screen, if any, are older. */
  listFailure: string | null;
  /** The same for the figures. */
  statsFailure: string | null;
  /** Changes on their way to the server, by ticket id. */
  saving: Record<string, TicketPatch>;
  /** Why the last change of a ticket was not made, by ticket id. */
  refusals: Record<string, string>;
  /** Whether changes made elsewhere are heard of at once. */
  signal: "connecting" | "live" | "lost";
  online: boolean;
  /** Part of the desk cannot be loaded any more, because a newer version has replaced it. */
  outdated: boolean;
}

export function initialState(filters: Filters): DeskState {
  return {
    filters,
    tickets: null,
    nextCursor: null,
    stats: null,
    waitingFor: "list",
    listFailure: null,
    statsFailure: null,
    saving: {},
    refusals: {},
    signal: "connecting",
    online: navigator.onLine,
    outdated: false,
  };
}

/** The fetched tickets, but never an older version of one than we already show: answers may overtake each other. */
export function newest(known: Ticket[], fetched: Ticket[]): Ticket[] {
  const shown = new Map(known.map((ticket) => [ticket.id, ticket]));
  return fetched.map((ticket) => {
    const before = shown.get(ticket.id);
    return before && before.version >= ticket.version ? before : ticket;
  });
}

export function withList(state: DeskState, page: TicketPage): DeskState {
  const tickets = newest(state.tickets ?? [], page.results);
  // A refresh may come in between while the person waits for the next page.
  const waitingFor = state.waitingFor === "more" ? "more" : null;
  return { ...state, tickets, nextCursor: page.next_cursor, waitingFor, listFailure: null };
}

/** A long list whose top was read again: what was loaded further down stays below it. */
export function withTop(state: DeskState, top: TicketPage): DeskState {
  const last = top.results.at(-1);
  // Ids are in the order of the list.
  const below = last && top.next_cursor !== null ? (state.tickets ?? []).filter(({ id }) => id > last.id) : [];
  if (below.length === 0) return withList(state, top);
  const { tickets, ...rest } = withList(state, top);
  return { ...rest, tickets: [...(tickets ?? []), ...below], nextCursor: state.nextCursor };
}

/** The list with the next page below it. */
export function withMore(state: DeskState, page: TicketPage): DeskState {
  const known = state.tickets ?? [];
  const ids = new Set(known.map((ticket) => ticket.id));
  const added = page.results.filter((ticket) => !ids.has(ticket.id));
  return { ...state, tickets: [...known, ...added], nextCursor: page.next_cursor, waitingFor: null, listFailure: null };
}

/** A list that was asked for and did not come leaves nothing on screen: the tickets there belong to other filters. */
export function withoutList(state: DeskState, listFailure: string): DeskState {
  const tickets = state.waitingFor === "list" ? null : state.tickets;
  return { ...state, tickets, waitingFor: null, listFailure };
}

/** The list with this ticket as the server now has it. */
export function withTicket(state: DeskState, ticket: Ticket): DeskState {
  const tickets = state.tickets?.map((known) =>
    known.id === ticket.id && known.version < ticket.version ? ticket : known,
  );
  return { ...state, tickets: tickets ?? null };
}

export function withSaving(state: DeskState, id: string, patch: TicketPatch): DeskState {
  const { [id]: _, ...refusals } = state.refusals;
  return { ...state, saving: { ...state.saving, [id]: { ...state.saving[id], ...patch } }, refusals };
}

/** No change of this ticket is under way any more; `refusal` says why the last one was not made. */
export function withSaved(state: DeskState, id: string, refusal: string | null): DeskState {
  const { [id]: _, ...saving } = state.saving;
  const refusals = refusal === null ? state.refusals : { ...state.refusals, [id]: refusal };
  return { ...state, saving, refusals };
}
