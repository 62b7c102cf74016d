/** What the requester is writing, kept on this device for each ticket, so that a reload loses nothing. */

import { type Attached, idsOf, stillThere } from "../shared/attached";
import type { RequesterMessage } from "../shared/contract";
import { replyTo } from "../shared/remembered";
import { forget, readStored, store } from "../shared/storage";
import { tidy } from "../shared/text";

export interface Reply {
  text: string;
  files: Attached[];
  /** What was sent and has not arrived for certain: the message as JSON, and its idempotency key. */
  attempt: { body: string; key: string } | null;
}

export const EMPTY_REPLY: Reply = { text: "", files: [], attempt: null };
const KEPT_MS = 7 * 24 * 3600 * 1000;

/** Whether the reply is kept now. An empty one leaves nothing behind. */
export function saveReply(ticket: string, reply: Reply): boolean {
  if (!reply.text && !reply.attempt && reply.files.length === 0) return forget(replyTo(ticket));
  return store(replyTo(ticket), JSON.stringify({ ...reply, savedAt: Date.now() }));
}

/** What was written here within seven days and not sent, also by a clock that was set back since. */
export function loadReply(ticket: string): Reply {
  try {
    const { text, files, attempt, savedAt } = JSON.parse(readStored(replyTo(ticket)) ?? "");
    const isSent = attempt === null || (typeof attempt.body === "string" && typeof attempt.key === "string");
    if (typeof text === "string" && isSent && Math.abs(Date.now() - savedAt) < KEPT_MS) {
      return { text, files: stillThere(files), attempt };
    }
  } catch {
    // Nothing is stored, or nothing of ours.
  }
  forget(replyTo(ticket));
  return EMPTY_REPLY;
}

/** Ready to be sent: with the attempt that is under way if it is for the same message, else with a new one. */
export function attempt({ text, files, attempt }: Reply, solved?: boolean): Reply & { attempt: object } {
  const words = tidy(text);
  const message: RequesterMessage = {
    ...(words && { text: words }),
    ...idsOf(files),
    ...(solved !== undefined && { solved }),
  };
  const body = JSON.stringify(message);
  return { text, files, attempt: attempt?.body === body ? attempt : { body, key: crypto.randomUUID() } };
}
