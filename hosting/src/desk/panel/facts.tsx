import type { ComponentChildren } from "preact";
import type { Change, Language, Suggestion, Ticket } from "../../shared/contract";
import { FIELDS, lookOf, SUGGESTED } from "../tickets/fields";
import { channelText, provenance } from "../tickets/wording";
import { FullTime } from "../ui/time";

const LANGUAGES: Record<Language, string> = { en: "English", de: "German", ar: "Arabic" };

/** A link that writes to this address alone: what a stranger entered may look like more headers (`?cc=`). */
function mailTo(address: string): string {
  return `mailto:${address.split("@").map(encodeURIComponent).join("@")}`;
}

/** Who asked, when, and who or what set the values. */
export function TicketFacts({ ticket, changes }: { ticket: Ticket; changes: Change[] }) {
  return (
    <dl class="mt-2 grid gap-x-6 gap-y-3 text-sm">
      <Fact name="Requester">
        <RequesterText ticket={ticket} />
      </Fact>
      <Fact name="Channel">{channelText(ticket)}</Fact>
      <Fact name="Language">{LANGUAGES[ticket.language] ?? ticket.language}</Fact>
      {ticket.participants.length > 0 && (
        <Fact name="Also get the replies" wide>
          {ticket.participants.map((address, place) => [place > 0 && ", ", <bdi key={address}>{address}</bdi>])}
        </Fact>
      )}
      <Fact name="Created">
        <FullTime at={ticket.created_at} />
      </Fact>
      <Fact name="Last change">
        <FullTime at={ticket.updated_at} />
      </Fact>
      {ticket.awaiting && ticket.waiting_since && (
        <Fact name="Waits for">
          {ticket.awaiting === "agent" ? "Us" : "The requester"}, since <FullTime at={ticket.waiting_since} />
        </Fact>
      )}
      {ticket.resolved_at && (
        <Fact name="Resolved">
          <FullTime at={ticket.resolved_at} />
        </Fact>
      )}
      {SUGGESTED.map((name) => (
        <Fact key={name} name={`${FIELDS[name].label} set by`}>
          {provenance(ticket, name, changes)}
        </Fact>
      ))}
      <Fact name="Suggestion" wide>
        {ticket.suggestion ? <SuggestionText suggestion={ticket.suggestion} /> : "None was made for this text"}
      </Fact>
    </dl>
  );
}

function RequesterText({ ticket: { requester, anonymised_at } }: { ticket: Ticket }) {
  if (!requester) return <>{anonymised_at ? "Removed" : "Not given"}</>;
  return (
    <>
      <bdi>{requester.name}</bdi>{" "}
      {requester.email && (
        <a class="link block w-fit" href={mailTo(requester.email)}>
          <bdi>{requester.email}</bdi>
        </a>
      )}
    </>
  );
}

function SuggestionText({ suggestion }: { suggestion: Suggestion }) {
  const { source, model, confidence, reason, signals } = suggestion;
  const by = source === "gemini" ? "Gemini" : "the local classifier, no AI service";
  return (
    <>
      <span class="font-medium">{SUGGESTED.map((name) => lookOf(name, suggestion[name]).label).join(", ")}</span> by{" "}
      {by}
      {model && ` (${model})`}, confidence {confidence}. <bdi>{reason}</bdi>
      {signals.length > 0 && (
        <span class="mt-1 block text-muted">
          Words that counted: {signals.map((word, place) => [place > 0 && ", ", <bdi key={word}>{word}</bdi>])}
        </span>
      )}
    </>
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
