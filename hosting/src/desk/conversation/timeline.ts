/** Messages and changes of a ticket as one conversation. Pure. */

import type { Change, Message } from "../../shared/contract";
import type { Known } from "../tickets/pages";

export type Entry = { kind: "message"; message: Message } | { kind: "change"; change: Change };

export interface Timeline {
  /** Oldest first. */
  entries: Entry[];
  /** Whether there is older of the one and the other. */
  older: { messages: boolean; changes: boolean };
}

/** What no other entry of the ticket has. */
export function keyOf(entry: Entry): string {
  return entry.kind === "message" ? entry.message.id : `change ${entry.change.version}`;
}

function ms(at: string): number {
  return Date.parse(at);
}

/** The time of the oldest that is known, where there is older. */
function edgeOf<Item>({ items, nextCursor }: Known<Item>, timeOf: (item: Item) => number): number {
  const last = items?.at(-1);
  return last === undefined || nextCursor === null ? Number.NEGATIVE_INFINITY : timeOf(last);
}

function merged(messages: Message[], changes: Change[]): Entry[] {
  const rest = [...changes];
  const entries = messages.flatMap((message): Entry[] => {
    const place = rest.findIndex(({ at }) => ms(at) >= ms(message.created_at));
    const before = rest.splice(0, place < 0 ? rest.length : place);
    return [...before.map(asEntry), { kind: "message", message }];
  });
  return [...entries, ...rest.map(asEntry)];
}

function asEntry(change: Change): Entry {
  return { kind: "change", change };
}

/** What is known of both, from the time on from which nothing of either is missing. Messages keep their own order. */
export function timelineOf(messages: Known<Message>, changes: Known<Change>): Timeline {
  const edges = {
    messages: edgeOf(messages, (it) => ms(it.created_at)),
    changes: edgeOf(changes, (it) => ms(it.at)),
  };
  const edge = Math.max(edges.messages, edges.changes);
  const entries = merged(
    (messages.items ?? []).filter((it) => ms(it.created_at) >= edge).reverse(),
    (changes.items ?? []).filter((it) => ms(it.at) >= edge).reverse(),
  );
  const limits = (one: number): boolean => one === edge && one > Number.NEGATIVE_INFINITY;
  return { entries, older: { messages: limits(edges.messages), changes: limits(edges.changes) } };
}
