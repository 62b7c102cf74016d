import { type MessageKey, t } from "../shared/i18n";
import type { Tone } from "../shared/tones";
import type { Known } from "./conversation";

/** How a ticket stands, for its requester. */
type State = "received" | "working" | "reading" | "answered" | "resolved" | "closed" | "followed";

const TONES: Record<State, Tone> = {
  received: "info",
  working: "progress",
  reading: "progress",
  answered: "warning",
  resolved: "success",
  closed: "neutral",
  followed: "neutral",
};
const WAITING: readonly State[] = ["received", "working", "reading"];

function stateOf({ ticket, conversation }: Known): State {
  if (ticket.status === "closed") return ticket.follow_up ? "followed" : "closed";
  if (ticket.status === "resolved") return "resolved";
  if (ticket.awaiting === "requester") return "answered";
  if (conversation.messages.at(-1)?.kind === "request") return "reading";
  return ticket.status === "open" ? "received" : "working";
}

/** The state in a sentence. */
export function stateText(known: Known): string {
  return t(`state.${stateOf(known)}`, { reference: `\u2068${known.ticket.follow_up}\u2069` });
}

/** What comes next, or what the requester can do. */
export function nextText(known: Known): string {
  const state = stateOf(known);
  const key: MessageKey = `then.${WAITING.includes(state) ? "waiting" : (state as "answered")}`;
  return t(key);
}

export function toneOf(known: Known): Tone {
  return TONES[stateOf(known)];
}
