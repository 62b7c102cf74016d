import type { ComponentChildren } from "preact";
import { useMemo } from "preact/hooks";
import type { Ticket, TicketPatch } from "../../shared/contract";
import { addressOf, onPlainClick, router } from "../address";
import { withSelected } from "../tickets/bulk-state";
import type { Trouble } from "../tickets/edit-state";
import type { DeskState } from "../tickets/state";
import { TroubleNotice } from "../tickets/trouble-notice";
import type { Tools } from "../tickets/use-desk";
import { isOfIntegration } from "../tickets/wording";
import { headline, highlighted } from "../ui/highlight";
import { Marked } from "../ui/marked";
import { Age } from "../ui/time";
import { Found } from "./found";
import { Assignee, StatusMark, Urgency } from "./row-marks";

interface TicketRowProps {
  ticket: Ticket;
  tools: Tools;
  state: DeskState;
  /** It does not fit the filters any more, and is kept in its place only while the list is read. */
  gone: boolean;
}

interface RowProps extends Omit<TicketRowProps, "state"> {
  search: string;
  /** The time by which the list is ordered. */
  age: string;
  /** Where it is open beside the list. */
  address: string;
  opened: boolean;
  selected: boolean;
  /** A change on its way to the server. */
  saving: TicketPatch | undefined;
  trouble: Trouble | undefined;
}

/** A ticket of the list, drawn anew only when something in it changes: a key that selects one redraws no other. */
export function TicketRow({ ticket, tools, state, gone }: TicketRowProps) {
  const { id } = ticket;
  const { search, sort } = state.filters;
  const shown: RowProps = {
    ticket,
    tools,
    gone,
    search,
    age: agedBy(ticket, sort),
    address: addressOf({ ...router.state, ticket: id }),
    opened: state.opened?.id === id,
    selected: state.selected.has(id),
    saving: state.saving[id],
    trouble: state.troubles[id],
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: these are all that is shown
  return useMemo(() => <Row {...shown} />, Object.values(shown));
}

/** Who waits since when, for what, and how it stands. Nothing in it changes the ticket. */
function Row({ ticket, tools, gone, search, age, address, opened, selected, saving, trouble }: RowProps) {
  return (
    <li
      class={`relative overflow-clip border-line border-b ps-10 pe-3 ${opened ? "bg-suggest" : "hover:bg-page"} ${selected ? "shadow-[inset_3px_0_0_var(--accent)]" : ""}`}
      data-ticket={ticket.id}
      aria-busy={saving !== undefined}
      aria-label={ticket.title}
    >
      {!ticket.quarantined && <Selection ticket={ticket} tools={tools} selected={selected} />}
      <div class="grid min-h-14 grid-cols-[minmax(0,1fr)_auto] content-center items-center gap-x-2 gap-y-0.5 py-1 group-data-compact/list:min-h-9 group-data-compact/list:grid-cols-[7rem_minmax(0,1fr)_auto_auto]">
        <Who ticket={ticket} search={search} gone={gone} />
        <span class="shrink-0 text-end text-muted text-xs group-data-compact/list:order-1">
          <Age at={age} />
        </span>
        <Title ticket={ticket} search={search} address={address} opened={opened} />
        <div class="flex items-center justify-end gap-x-2">
          <Urgency ticket={ticket} />
          <StatusMark status={saving?.status ?? ticket.status} />
          <Assignee ticket={ticket} tools={tools} />
        </div>
        <Found ticket={ticket} search={search} />
      </div>
      {/* Above the link, which fills the row. Beside the list the ticket says it itself. */}
      <div class="relative z-1 *:not-empty:pb-3">
        <TroubleNotice ticket={ticket} trouble={opened ? undefined : trouble} tools={tools} />
      </div>
    </li>
  );
}

function agedBy(ticket: Ticket, sort: string): string {
  if (sort === "updated") return ticket.updated_at;
  return (sort === "waiting" && ticket.waiting_since) || ticket.created_at;
}

function Selection({ ticket, tools, selected }: Pick<RowProps, "ticket" | "tools" | "selected">) {
  return (
    <input
      type="checkbox"
      aria-label={`Select ${ticket.reference}`}
      class="absolute start-3 top-4.5 z-1 group-data-compact/list:top-2 size-5 cursor-pointer accent-accent"
      checked={selected}
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

function Title({ ticket, search, address, opened }: PartProps & Pick<RowProps, "address" | "opened">) {
  return (
    <h3 class="min-w-0 truncate text-sm">
      <a
        href={address}
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
