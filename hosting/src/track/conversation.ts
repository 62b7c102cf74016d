/** The conversation as far as it was read, and the pure changes of it. */

import type { TrackedAnswer, TrackedMessage, TrackedMessagePage, TrackedTicket } from "../shared/contract";
import type { PrivateLink } from "./link";

export interface Conversation {
  /** Oldest first, none left out between them. */
  messages: TrackedMessage[];
  /** The cursor of those before them; null when there are none. */
  earlier: string | null;
}

/** What a private link has shown. */
export interface Known {
  link: PrivateLink;
  ticket: TrackedTicket;
  conversation: Conversation;
}

export const SILENCE: Conversation = { messages: [], earlier: null };

/** With the newest page, which begins with the newest. Where it leaves a gap to what was known, only the page stays. */
export function withNewest({ messages, earlier }: Conversation, page: TrackedMessagePage): Conversation {
  const newest = page.results.toReversed();
  const first = Number(newest[0]?.id);
  const known = messages.filter(({ id }) => Number(id) < first);
  const joins = Number(known.at(-1)?.id) === first - 1;
  return joins ? { messages: [...known, ...newest], earlier } : { messages: newest, earlier: page.next_cursor };
}

/** With the page that was asked for with this cursor, where that is still the one before. */
export function withEarlier(known: Known, asked: string | null, page: TrackedMessagePage): Known {
  const { earlier, messages } = known.conversation;
  if (earlier !== asked) return known;
  const conversation = { messages: [...page.results.toReversed(), ...messages], earlier: page.next_cursor };
  return { ...known, conversation };
}

/** What is known once the requester's message was answered. */
export function withAnswer(known: Known, { message, status, awaiting, follow_up }: TrackedAnswer): Known {
  if (follow_up) return { ...known, ticket: { ...known.ticket, follow_up: follow_up.reference } };
  const { earlier, messages } = known.conversation;
  const isNew = message && !messages.some(({ id }) => id >= message.id);
  return {
    ...known,
    ticket: { ...known.ticket, status, awaiting },
    conversation: { earlier, messages: isNew ? [...messages, message] : messages },
  };
}

/** The replies that came after what was known before. */
export function newReplies(before: Known, after: Known): TrackedMessage[] {
  const last = before.conversation.messages.at(-1)?.id ?? "";
  return after.conversation.messages.filter(({ id, kind }) => kind === "reply" && id > last);
}
