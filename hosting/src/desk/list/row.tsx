import { Badge } from "../../shared/badge";
import type { Ticket } from "../../shared/contract";
import { addressOf, onPlainClick, router } from "../address";
import { withSelected } from "../tickets/bulk-state";
import type { DeskState } from "../tickets/state";
import { TroubleNotice } from "../tickets/trouble-notice";
import type { Tools } from "../tickets/use-desk";
import { ValueSelects } from "../tickets/value-selects";
import { isOfIntegration } from "../tickets/wording";
import { excerpt, headline, highlighted, highlightedReference } from "../ui/highlight";
import { Marked } from "../ui/marked";
import { RelativeTime } from "../ui/time";

interface TicketRowProps {
  ticket: Ticket;
  tools: Tools;
  state: DeskState;
  /** It does not fit the filters any more, and is kept in its place only while the list is read. */
  gone: boolean;
}

export function TicketRow({ ticket, tools, state, gone }: TicketRowProps) {
  const { id } = ticket;
  const saving = state.saving[id];
  const isOpened = state.opened?.id === id;
  return (
    <li
      class={`overflow-clip px-3 py-2.5 ${isOpened ? "bg-suggest" : ""} ${state.selected.has(id) ? "shadow-[inset_3px_0_0_var(--accent)]" : ""}`}
      data-ticket={id}
      aria-busy={saving !== undefined}
      aria-label={ticket.title}
    >
      <div class="grid items-center gap-x-4 gap-y-2 lg:grid-cols-[minmax(0,1fr)_auto]">
        <div class="flex min-w-0 items-start gap-3">
          {!ticket.quarantined && <Selection ticket={ticket} tools={tools} state={state} />}
          <Heading ticket={ticket} search={state.filters.search} opened={isOpened} gone={gone} />
        </div>
        <div class="grid grid-cols-[1.25fr_1fr_1.1fr] gap-1.5 sm:grid-cols-3 sm:gap-2 lg:w-96">
          <ValueSelects ticket={ticket} saving={saving} onChange={(patch) => void tools.edits.change(id, patch)} />
        </div>
      </div>
      {/* Beside the list the ticket says it itself. */}
      <TroubleNotice ticket={ticket} trouble={isOpened ? undefined : state.troubles[id]} edits={tools.edits} />
    </li>
  );
}

function Selection({ ticket, tools, state }: Omit<TicketRowProps, "gone">) {
  return (
    <input
      type="checkbox"
      aria-label={`Select ${ticket.reference}`}
      class="mt-0.5 size-5 shrink-0 cursor-pointer accent-accent"
      checked={state.selected.has(ticket.id)}
      onChange={({ currentTarget: { checked } }) =>
        tools.desk.update((before) => withSelected(before, ticket.id, checked))
      }
    />
  );
}

interface HeadingProps {
  ticket: Ticket;
  search: string;
  opened: boolean;
  gone: boolean;
}

function Heading({ ticket, search, opened, gone }: HeadingProps) {
  return (
    <div class="min-w-0 grow">
      <h3>
        <a
          href={addressOf({ ...router.state, ticket: ticket.id })}
          data-title
          aria-current={opened ? "true" : undefined}
          title={ticket.title}
          class={`line-clamp-3 [overflow-wrap:anywhere] hover:text-accent sm:line-clamp-2 ${ticket.awaiting === "agent" ? "font-bold" : "font-medium"}`}
          onClick={onPlainClick(() => router.open(ticket.id))}
        >
          <Marked parts={headline(ticket.title, search)} />
        </a>
      </h3>
      <Facts ticket={ticket} search={search} gone={gone} />
      <Excerpt ticket={ticket} search={search} />
    </div>
  );
}

function Facts({ ticket, search, gone }: Pick<HeadingProps, "ticket" | "search" | "gone">) {
  return (
    <p class="mt-0.5 flex flex-wrap items-center gap-x-3 text-muted text-sm">
      {ticket.awaiting === "agent" && (
        <span class="size-2 rounded-full bg-accent" title="Waits for us">
          <span class="sr-only">Waits for us</span>
        </span>
      )}
      <span class="font-mono">
        <Marked parts={highlightedReference(ticket.reference, search)} />
      </span>
      <RelativeTime at={ticket.created_at} />
      <Requester ticket={ticket} search={search} />
      {isOfIntegration(ticket) && <span class="[overflow-wrap:anywhere]">via {ticket.channel}</span>}
      {ticket.undelivered && <Badge tone="danger">Not delivered</Badge>}
      {ticket.quarantined && <Badge tone="warning">Quarantined</Badge>}
      {gone && <Badge tone="neutral">No longer in this view</Badge>}
    </p>
  );
}

/** The name, or the address where there is none or where it shows why the ticket was found. */
function Requester({ ticket, search }: Pick<HeadingProps, "ticket" | "search">) {
  const { name, email } = ticket.requester ?? {};
  const parts = [name, email].filter((text) => text != null).map((text) => highlighted(text, search));
  const shown = parts.filter((it, place) => place === 0 || it.some((part) => part.marked));
  return shown.map((it, place) => (
    <span key={place} class={it.some((part) => part.marked) ? "[overflow-wrap:anywhere]" : "line-clamp-1 break-all"}>
      <Marked parts={it} />
    </span>
  ));
}

/** The place of the description that was searched for, where the title does not show why the ticket was found. */
function Excerpt({ ticket, search }: Pick<HeadingProps, "ticket" | "search">) {
  if (search === "" || highlighted(ticket.title, search).some((part) => part.marked)) return null;
  const parts = excerpt(ticket.description, search);
  return (
    parts && (
      <p class="mt-0.5 truncate text-sm">
        <Marked parts={parts} />
      </p>
    )
  );
}
