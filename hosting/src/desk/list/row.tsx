import type { ComponentChildren } from "preact";
import type { Ticket } from "../../shared/contract";
import { addressOf, onPlainClick, router } from "../address";
import { withSelected } from "../tickets/bulk-state";
import { lookOf } from "../tickets/fields";
import { Mark } from "../tickets/marks";
import type { DeskState } from "../tickets/state";
import { nameOf } from "../tickets/team";
import { TroubleNotice } from "../tickets/trouble-notice";
import type { Tools } from "../tickets/use-desk";
import { isOfIntegration } from "../tickets/wording";
import { headline, highlighted } from "../ui/highlight";
import { Marked } from "../ui/marked";
import { useStore } from "../ui/store";
import { Age } from "../ui/time";
import { Found } from "./found";

interface TicketRowProps {
  ticket: Ticket;
  tools: Tools;
  state: DeskState;
  /** It does not fit the filters any more, and is kept in its place only while the list is read. */
  gone: boolean;
}

/** Who waits since when, for what, and how it stands. Nothing in it changes the ticket. */
export function TicketRow({ ticket, tools, state, gone }: TicketRowProps) {
  const { id } = ticket;
  const { search } = state.filters;
  const isOpened = state.opened?.id === id;
  return (
    <li
      class={`relative overflow-clip border-line border-b ps-10 pe-3 ${isOpened ? "bg-suggest" : "hover:bg-page"} ${state.selected.has(id) ? "shadow-[inset_3px_0_0_var(--accent)]" : ""}`}
      data-ticket={id}
      aria-busy={state.saving[id] !== undefined}
      aria-label={ticket.title}
    >
      {!ticket.quarantined && <Selection ticket={ticket} tools={tools} state={state} />}
      <div class="grid min-h-14 grid-cols-[minmax(0,1fr)_auto] content-center items-center gap-x-2 gap-y-0.5 py-1 group-data-compact/list:min-h-9 group-data-compact/list:grid-cols-[7rem_minmax(0,1fr)_auto_auto]">
        <Who ticket={ticket} search={search} gone={gone} />
        <span class="shrink-0 text-end text-muted text-xs group-data-compact/list:order-1">
          <Age at={agedBy(ticket, state.filters.sort)} />
        </span>
        <Title ticket={ticket} search={search} opened={isOpened} />
        <div class="flex items-center justify-end gap-x-2">
          <Urgency ticket={ticket} />
          <Standing ticket={ticket} state={state} />
          <Assignee ticket={ticket} tools={tools} />
        </div>
        <Found ticket={ticket} search={search} />
      </div>
      {/* Above the link, which fills the row. Beside the list the ticket says it itself. */}
      <div class="relative z-1 *:not-empty:pb-3">
        <TroubleNotice ticket={ticket} trouble={isOpened ? undefined : state.troubles[id]} tools={tools} />
      </div>
    </li>
  );
}

/** The time by which the list is ordered. */
function agedBy(ticket: Ticket, sort: string): string {
  if (sort === "updated") return ticket.updated_at;
  return (sort === "waiting" && ticket.waiting_since) || ticket.created_at;
}

function Selection({ ticket, tools, state }: Omit<TicketRowProps, "gone">) {
  return (
    <input
      type="checkbox"
      aria-label={`Select ${ticket.reference}`}
      class="absolute start-3 top-4.5 z-1 group-data-compact/list:top-2 size-5 cursor-pointer accent-accent"
      checked={state.selected.has(ticket.id)}
      onChange={({ currentTarget: { checked } }) =>
        tools.desk.update((before) => withSelected(before, ticket.id, checked))
      }
    />
  );
}

interface PartProps {
  ticket: Ticket;
  search: string;
}

function Who({ ticket, search, gone }: PartProps & { gone: boolean }) {
  const waits = ticket.awaiting === "agent";
  return (
    <p class="flex min-w-0 items-center gap-x-2 text-muted text-sm">
      {waits && (
        <span class="size-2 shrink-0 rounded-full bg-accent" title="Waits for us">
          <span class="sr-only">Waits for us</span>
        </span>
      )}
      <span class={`min-w-0 truncate ${waits ? "font-bold text-ink" : ""}`}>
        <Requester ticket={ticket} search={search} />
      </span>
      <Remarks ticket={ticket} gone={gone} />
    </p>
  );
}

function Remarks({ ticket, gone }: Pick<PartProps, "ticket"> & { gone: boolean }) {
  return (
    <>
      {ticket.undelivered && <Remark tone="danger">Not delivered</Remark>}
      {ticket.quarantined && <Remark tone="warning">Quarantined</Remark>}
      {gone && <Remark tone="neutral">No longer in this view</Remark>}
    </>
  );
}

function Remark({ tone, children }: { tone: string; children: ComponentChildren }) {
  return (
    <span data-tone={tone} class="shrink-0 rounded bg-tone-surface px-1.5 font-medium text-tone text-xs leading-5">
      {children}
    </span>
  );
}

/** The name, else the address, else where it came from. */
function Requester({ ticket, search }: PartProps) {
  const { name, email } = ticket.requester ?? {};
  const text = name ?? email;
  if (text) return <Marked parts={highlighted(text, search)} />;
  return <>{isOfIntegration(ticket) ? `via ${ticket.channel}` : "No name"}</>;
}

function Title({ ticket, search, opened }: PartProps & { opened: boolean }) {
  return (
    <h3 class="min-w-0 truncate text-sm">
      <a
        href={addressOf({ ...router.state, ticket: ticket.id })}
        data-title
        aria-current={opened ? "true" : undefined}
        title={ticket.title}
        class={`after:absolute after:inset-0 ${ticket.awaiting === "agent" ? "font-bold" : "font-medium"}`}
        onClick={onPlainClick(() => router.open(ticket.id))}
      >
        <Marked parts={headline(ticket.title, search)} />
      </a>
    </h3>
  );
}

/** Only what is urgent is marked. */
function Urgency({ ticket: { priority } }: { ticket: Ticket }) {
  if (priority !== "high" && priority !== "critical") return null;
  const { label } = lookOf("priority", priority);
  return (
    <span title={`${label} priority`} class="shrink-0">
      <Mark field="priority" value={priority} />
      <span class="sr-only">{label} priority</span>
    </span>
  );
}

function Standing({ ticket, state }: Pick<TicketRowProps, "ticket" | "state">) {
  const status = state.saving[ticket.id]?.status ?? ticket.status;
  return (
    <span data-status class="flex shrink-0 items-center gap-1 text-muted text-xs">
      <Mark field="status" value={status} />
      <span class="group-data-compact/list:sr-only">{lookOf("status", status).label}</span>
    </span>
  );
}

/** Whose it is; an empty place while it is nobody's. */
function Assignee({ ticket: { assignee }, tools }: Pick<TicketRowProps, "ticket" | "tools">) {
  const { agents } = useStore(tools.team);
  const name = nameOf(agents, assignee);
  return (
    <span
      title={assignee === null ? "Nobody has it" : `Assigned to ${name}`}
      class={`grid size-6 shrink-0 place-items-center rounded-full border text-[0.625rem] ${assignee === null ? "border-edge border-dashed" : "border-edge bg-card font-semibold"}`}
    >
      <span aria-hidden="true">{assignee !== null && (agents[assignee]?.initials ?? "?")}</span>
      <span class="sr-only">{assignee === null ? "Unassigned" : name}</span>
    </span>
  );
}
