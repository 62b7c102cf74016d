import type { ComponentChildren } from "preact";
import { useMemo } from "preact/hooks";
import type { Change, Message, Ticket } from "../../shared/contract";
import { Words } from "../../shared/words";
import type { Agents } from "../tickets/team";
import type { Tools } from "../tickets/use-desk";
import { actorText, changeText, channelText } from "../tickets/wording";
import { highlighted } from "../ui/highlight";
import { Parts } from "../ui/marked";
import { RelativeTime } from "../ui/time";
import { Files } from "./files";
import { CameAs, Delivery } from "./mail";
import { deliveryText } from "./mail-wording";
import { authorOf, initialsOf, messageChannelText, removedText, requesterOf } from "./wording";

type Look = "request" | "reply" | "note";

const LOOKS: Record<Look, string> = {
  request: "border-line bg-page",
  reply: "border-accent/30 bg-suggest",
  note: "border-tone/40 bg-tone-surface",
};

interface BubbleProps {
  look: Look;
  name: string;
  at: string;
  /** What is to be known of it besides; "" says nothing. */
  remarks: string[];
  children: ComponentChildren;
}

/** What one person wrote. */
function Bubble({ look, name, at, remarks, children }: BubbleProps) {
  return (
    <div data-tone={look === "note" ? "warning" : undefined} class={`rounded-lg border px-3 py-2 ${LOOKS[look]}`}>
      <div class="flex items-baseline gap-x-2 text-sm">
        <span
          aria-hidden="true"
          class="size-6 shrink-0 self-center rounded-full border border-edge bg-card text-center font-medium text-ink text-xs leading-5.5"
        >
          {initialsOf(name)}
        </span>
        <span class="min-w-0 font-semibold text-ink [overflow-wrap:anywhere]">
          <bdi>{name}</bdi>
        </span>
        <span class={`ms-auto text-end text-xs ${look === "note" ? "text-tone" : "text-muted"}`}>
          {remarks.filter((it) => it !== "").map((it) => `${it} · `)}
          <RelativeTime at={at} />
        </span>
      </div>
      {look === "note" && <p class="mt-0.5 font-medium text-tone text-xs">Only agents see this</p>}
      {children}
    </div>
  );
}

function Text({ text, search }: { text: string; search: string }) {
  // Finding the words takes a while, and the thread is drawn often.
  return useMemo(
    () => (
      <div class="mt-1 text-ink">
        <Words text={text} draw={(part) => <Parts parts={highlighted(part, search)} />} />
      </div>
    ),
    [text, search],
  );
}

/** The words that opened the ticket. */
export function Opening({ tools, ticket, search }: { tools: Tools; ticket: Ticket; search: string }) {
  return (
    <Bubble look="request" name={requesterOf(ticket)} at={ticket.created_at} remarks={[channelText(ticket)]}>
      <Text text={ticket.description} search={search} />
      <Files tools={tools} files={ticket.attachments} />
      {ticket.received && <CameAs tools={tools} ticket={ticket} message={null} received={ticket.received} />}
    </Bubble>
  );
}

interface SaidProps {
  tools: Tools;
  message: Message;
  agents: Agents;
  ticket: Ticket;
  search: string;
  /** Instead of the text, as while it is changed. */
  instead?: ComponentChildren;
  /** What can be done with it. */
  children: ComponentChildren;
}

export function Said({ tools, message, agents, ticket, search, instead, children }: SaidProps) {
  if (message.removed_at) return <Line text={removedText(message)} at={message.removed_at} />;
  const { email, received } = message;
  const remarks = [messageChannelText(message), deliveryText(message), message.edited_at ? "edited" : ""];
  return (
    <Bubble look={message.kind} name={authorOf(message, agents, ticket)} at={message.created_at} remarks={remarks}>
      {instead ?? <Text text={message.text} search={search} />}
      <Files tools={tools} files={message.attachments} />
      {email && <Delivery email={email} />}
      {received && <CameAs tools={tools} ticket={ticket} message={message.id} received={received} />}
      {children}
    </Bubble>
  );
}

/** A change of the ticket. */
export function Changed({ change: { at, by, changes }, agents }: { change: Change; agents: Agents }) {
  const what = changes.map((it) => changeText(it, agents)).join(", ");
  return <Line text={`${what || "Saved without a difference"} · ${actorText(by)}`} at={at} />;
}

function Line({ text, at }: { text: string; at: string }) {
  return (
    <p class="px-3 text-muted text-xs [overflow-wrap:anywhere]">
      <bdi>{text}</bdi>, <RelativeTime at={at} />
    </p>
  );
}
