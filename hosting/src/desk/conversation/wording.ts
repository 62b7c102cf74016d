/** What the conversation says of messages, as words for agents. */

import type { Message, MessageChannel, MessageKind, SentKind, Ticket } from "../../shared/contract";
import { MESSAGE_MAX } from "../../shared/contract";
import type { Agents } from "../tickets/team";
import { COUNT } from "../ui/numbers";
import { excess } from "./draft";

export const KIND_NAMES: Record<SentKind, string> = { reply: "Reply", note: "Note" };
const CHANNELS: Record<MessageChannel, string> = { desk: "", page: "Status page", api: "API", email: "E-mail" };
const REMOVED: Record<MessageKind, string> = {
  reply: "This reply was deleted",
  note: "This note was removed",
  request: "This message was deleted",
};

/** Who wrote, as other agents call them. */
export function authorOf({ author }: Message, agents: Agents, ticket: Ticket): string {
  if (author.kind === "requester") return author.name ?? requesterOf(ticket);
  if (author.kind === "integration") return `Integration ${author.name}`;
  return agents[author.uid ?? ""]?.name ?? author.name ?? "An agent";
}

export function requesterOf({ requester }: Ticket): string {
  return requester?.name ?? requester?.email ?? "Requester";
}

/** One or two letters. */
export function initialsOf(name: string): string {
  const words = name.replace(/@.*/, "").match(/[\p{L}\p{N}]+/gu) ?? ["?"];
  return [words[0], ...words.slice(1).slice(-1)].map((word) => [...(word ?? "")][0]?.toUpperCase()).join("");
}

/** How it came, unless that goes without saying. */
export function messageChannelText({ channel }: Message): string {
  return CHANNELS[channel] ?? channel;
}

export function removedText({ kind }: Message): string {
  return REMOVED[kind];
}

/** What is wrong with the length of a text; null where nothing is. */
export function tooLongText(text: string): string | null {
  const over = excess(text);
  if (over === 0) return null;
  return `${COUNT.format(over)} ${over === 1 ? "character" : "characters"} too many: at most ${COUNT.format(MESSAGE_MAX)} go into one message.`;
}
