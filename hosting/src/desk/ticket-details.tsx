import type { ComponentChildren } from "preact";
import type { Suggestion, Ticket } from "../shared/contract";
import { exactTime } from "../shared/format";
import { CATEGORY_LOOKS, PRIORITY_LOOKS, SETTER_LABELS } from "../shared/labels";

function suggestedBy({ source, model, confidence }: Suggestion): string {
  const who = source === "gemini" ? (model ?? "Gemini") : "keywords and word statistics, no AI service";
  return `${who}, confidence ${confidence}`;
}

function suggestionText(suggestion: Suggestion): string {
  const values = `${CATEGORY_LOOKS[suggestion.category].label}, ${PRIORITY_LOOKS[suggestion.priority].label}`;
  return `${values} (${suggestedBy(suggestion)}). ${suggestion.reason}`;
}

/** A link that writes to this address alone: what a stranger entered may look like more headers (`?cc=`). */
function mailTo(address: string): string {
  return `mailto:${address.split("@").map(encodeURIComponent).join("@")}`;
}

/** Everything about a ticket that its row does not say. */
export function TicketDetails({ id, ticket }: { id: string; ticket: Ticket }) {
  const { requester, set_by, suggestion } = ticket;
  return (
    <div id={id} class="mt-4 ps-6">
      <p class="max-w-prose whitespace-pre-wrap [overflow-wrap:anywhere]">{ticket.description}</p>
      <dl class="mt-4 grid gap-x-6 gap-y-3 text-sm sm:grid-cols-2 xl:grid-cols-3">
        <Fact name="Requester">
          {requester?.name}{" "}
          {requester?.email && (
            <a class="link" href={mailTo(requester.email)}>
              {requester.email}
            </a>
          )}
          {!requester && "Not given"}
        </Fact>
        <Fact name="Channel">{ticket.channel}</Fact>
        <Fact name="Created">{exactTime(ticket.created_at)}</Fact>
        <Fact name="Last change">{exactTime(ticket.updated_at)}</Fact>
        {ticket.resolved_at && <Fact name="Resolved">{exactTime(ticket.resolved_at)}</Fact>}
        <Fact name="Category set by">{SETTER_LABELS[set_by.category]}</Fact>
        <Fact name="Priority set by">{SETTER_LABELS[set_by.priority]}</Fact>
        <Fact name="Suggestion" wide>
          {suggestion ? suggestionText(suggestion) : "None was made for this text"}
        </Fact>
      </dl>
    </div>
  );
}

function Fact({ name, wide, children }: { name: string; wide?: boolean; children: ComponentChildren }) {
  return (
    <div class={`min-w-0 ${wide ? "col-span-full max-w-prose" : ""}`}>
      <dt class="text-muted">{name}</dt>
      <dd class="[overflow-wrap:anywhere]">{children}</dd>
    </div>
  );
}
