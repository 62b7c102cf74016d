/** What the desk shows. The pure changes of it are in list-state.ts, edit-state.ts and bulk-state.ts. */

import type { CountedQueue, Ticket, TicketPatch, TicketStats } from "../../shared/contract";
import type { Bulk } from "./bulk-state";
import type { Step, Trouble } from "./edit-state";
import type { Filters } from "./filters";

/** The tickets of some filters as far as they were loaded, and where they go on; null at their end. */
export interface Loaded {
  tickets: Ticket[];
  nextCursor: string | null;
}

/** The ticket beside the list. */
export interface Opened {
  id: string;
  /** null before the first answer, unless the list had it. */
  ticket: Ticket | null;
  /** Why it could not be read the last time. */
  failure: string | null;
  /** There is no ticket of this id. */
  missing: boolean;
  /** The tracking token that was made just now; it cannot be read a second time. */
  token: string | null;
}

/** What is to be shown: the tickets that fit, and the one that is open beside the list; "" is none. */
export interface Shown {
  filters: Filters;
  ticket: string;
}

export interface DeskState {
  filters: Filters;
  /** In the order of the filters; null before the first answer. */
  tickets: Ticket[] | null;
  /** Where the list goes on; null at its end. */
  nextCursor: string | null;
  /** How many tickets fit, on all pages, where the server was asked to count them; COUNT_MAX is as many or more. */
  count: number | null;
  /** The list as it has become, while what is on screen keeps still for its reader; null if it is no different. */
  held: Loaded | null;
  opened: Opened | null;
  /** Ids of tickets that are to be changed together. */
  selected: ReadonlySet<string>;
  /** The last change of several tickets, and what became of it. */
  bulk: Bulk | null;
  /** The last change of one ticket, while it can be undone. */
  step: Step | null;
  /** The queues and views with their counts; null before the first answer. */
  queues: CountedQueue[] | null;
  /** Why they could not be read the last time. */
  queuesFailure: string | null;
  /** null before the first answer, and while nobody looks at them. */
  stats: TicketStats | null;
  /** What the person is waiting for. Refreshes that come by themselves do not count. */
  waitingFor: "list" | "more" | null;
  /** Why the tickets could not be read the last time; those on screen, if any, are older. */
  listFailure: string | null;
  /** The same for the figures. */
  statsFailure: string | null;
  /** Changes on their way to the server, by ticket id. */
  saving: Record<string, TicketPatch>;
  /** Why the last change of a ticket was not made, by ticket id. */
  troubles: Record<string, Trouble>;
  /** Whether changes made elsewhere are heard of at once. */
  signal: "connecting" | "live" | "lost";
  /** Part of the desk cannot be loaded any more, because a newer version has replaced it. */
  outdated: boolean;
}

function openedAs(id: string, ticket: Ticket | null): Opened {
  return { id, ticket, failure: null, missing: false, token: null };
}

export function initialState({ filters, ticket }: Shown): DeskState {
  return {
    filters,
    tickets: null,
    nextCursor: null,
    count: null,
    held: null,
    opened: ticket ? openedAs(ticket, null) : null,
    selected: new Set(),
    bulk: null,
    step: null,
    queues: null,
    queuesFailure: null,
    stats: null,
    waitingFor: "list",
    listFailure: null,
    statsFailure: null,
    saving: {},
    troubles: {},
    signal: "connecting",
    outdated: false,
  };
}

/** The ticket as we know it: of the list or of the panel, whichever is newer. */
export function ticketOf(state: DeskState, id: string): Ticket | undefined {
  const listed = state.tickets?.find((ticket) => ticket.id === id);
  const opened = state.opened?.id === id ? state.opened.ticket : null;
  return opened && opened.version >= (listed?.version ?? 0) ? opened : listed;
}

/** The id of the ticket below another one in the list, or above it; null where the list ends. */
export function neighbourOf({ tickets }: DeskState, id: string, step: 1 | -1): string | null {
  const place = tickets?.findIndex((ticket) => ticket.id === id) ?? -1;
  return place < 0 ? null : (tickets?.[place + step]?.id ?? null);
}

function newer(known: Ticket, ticket: Ticket): Ticket {
  return known.id === ticket.id && known.version < ticket.version ? ticket : known;
}

/** The ticket as the server now has it, wherever it is shown. */
export function withTicket(state: DeskState, ticket: Ticket): DeskState {
  const { opened, held } = state;
  const fresh = (tickets: Ticket[]): Ticket[] => tickets.map((known) => newer(known, ticket));
  return {
    ...state,
    tickets: state.tickets && fresh(state.tickets),
    held: held && { ...held, tickets: fresh(held.tickets) },
    opened:
      opened?.id === ticket.id
        ? { ...opened, ticket: opened.ticket ? newer(opened.ticket, ticket) : ticket, failure: null, missing: false }
        : opened,
  };
}

/** With this ticket beside the list, or none. */
export function withOpened(state: DeskState, id: string): DeskState {
  if (id === (state.opened?.id ?? "")) return state;
  const ticket = ticketOf(state, id) ?? null;
  return { ...state, opened: id ? openedAs(id, ticket) : null };
}

/** Changes what is open beside the list, unless it has been closed or replaced meanwhile. */
export function withOpenedPart(state: DeskState, id: string, part: Partial<Opened>): DeskState {
  return state.opened?.id === id ? { ...state, opened: { ...state.opened, ...part } } : state;
}
