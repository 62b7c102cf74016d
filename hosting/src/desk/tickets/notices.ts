/** What an agent is told of while they look elsewhere, from the tickets that they have. Pure. */

export interface OwnTicket {
  id: string;
  reference: string;
  title: string;
  /** The id of the newest message, and whose it is; null without one. */
  last_message: string | null;
  last_message_by: string | null;
}

export interface Notice {
  ticket: string;
  title: string;
  text: string;
}

/** The newest message of each ticket that was theirs, by its id. */
export type Known = Record<string, string | null>;

export function knownOf(tickets: OwnTicket[]): Known {
  return Object.fromEntries(tickets.map(({ id, last_message }) => [id, last_message]));
}

/** What has come since: a ticket, or a message of a requester. */
export function noticesOf(known: Known, tickets: OwnTicket[]): Notice[] {
  return tickets.flatMap((ticket) => {
    const title = newsOf(known, ticket);
    return title ? [{ ticket: ticket.id, title, text: `${ticket.reference}: \u2068${ticket.title}\u2069` }] : [];
  });
}

function newsOf(known: Known, { id, last_message, last_message_by }: OwnTicket): string | null {
  if (!Object.hasOwn(known, id)) return "A ticket is yours now";
  return known[id] !== last_message && last_message_by === "requester" ? "The requester wrote" : null;
}
