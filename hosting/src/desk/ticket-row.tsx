import { useState } from "preact/hooks";
import {
  CATEGORIES,
  type Category,
  PRIORITIES,
  type Priority,
  STATUSES,
  type Status,
  type Ticket,
  type TicketPatch,
} from "../shared/contract";
import { entered, Notice } from "../shared/controls";
import { exactTime, relativeTime } from "../shared/format";
import { CATEGORY_LOOKS, PRIORITY_LOOKS, STATUS_LOOKS, type Tone } from "../shared/labels";
import { TicketDetails } from "./ticket-details";

interface TicketRowProps {
  ticket: Ticket;
  /** What is on its way to the server. */
  saving: TicketPatch | undefined;
  /** Why the last change was not made. */
  refusal: string | undefined;
  onChange: (patch: TicketPatch) => void;
}

export function TicketRow({ ticket, saving, refusal, onChange }: TicketRowProps) {
  const [open, setOpen] = useState(false);
  const detailsId = `details-${ticket.id}`;
  return (
    <li class="p-4" aria-busy={saving !== undefined} aria-label={ticket.title}>
      <div class="grid items-center gap-x-4 gap-y-3 lg:grid-cols-[minmax(0,1fr)_auto]">
        <Heading ticket={ticket} open={open} detailsId={detailsId} onToggle={() => setOpen(!open)} />
        <div class="grid grid-cols-[1.25fr_1fr_1.1fr] gap-1.5 sm:grid-cols-3 sm:gap-2 lg:w-108">
          <ValueSelects ticket={ticket} saving={saving} onChange={onChange} />
        </div>
      </div>
      <div role="alert" class="empty:hidden">
        {refusal && (
          <div class="mt-3">
            <Notice tone="warning">{refusal}</Notice>
          </div>
        )}
      </div>
      {open && <TicketDetails id={detailsId} ticket={ticket} />}
    </li>
  );
}

interface HeadingProps {
  ticket: Ticket;
  open: boolean;
  detailsId: string;
  onToggle: () => void;
}

function Heading({ ticket, open, detailsId, onToggle }: HeadingProps) {
  return (
    <div class="min-w-0">
      <h3>
        <button
          type="button"
          class="flex w-full cursor-pointer items-start gap-2 text-start font-medium hover:text-accent"
          aria-expanded={open}
          aria-controls={open ? detailsId : undefined}
          onClick={onToggle}
        >
          <svg
            aria-hidden="true"
            viewBox="0 0 16 16"
            class={`mt-1 size-4 shrink-0 fill-none stroke-2 stroke-current transition-transform ${open ? "rotate-90" : "rtl:rotate-180"}`}
          >
            <path d="m6 3 5 5-5 5" />
          </svg>
          <span class="[overflow-wrap:anywhere]">{ticket.title}</span>
        </button>
      </h3>
      <p class="mt-1 flex flex-wrap gap-x-3 ps-6 text-muted text-sm">
        <span class="font-mono">{ticket.reference}</span>
        <time dateTime={ticket.created_at} title={exactTime(ticket.created_at)}>
          {relativeTime(ticket.created_at, Date.now())}
        </time>
        {ticket.requester && (
          <span class="[overflow-wrap:anywhere]">{ticket.requester.name ?? ticket.requester.email}</span>
        )}
      </p>
    </div>
  );
}

function ValueSelects({ ticket, saving, onChange }: Pick<TicketRowProps, "ticket" | "saving" | "onChange">) {
  return (
    <>
      <ValueSelect<Status>
        name={`Status of ${ticket.reference}`}
        values={STATUSES}
        looks={STATUS_LOOKS}
        value={saving?.status ?? ticket.status}
        onChoose={(status) => onChange({ status })}
      />
      <ValueSelect<Priority>
        name={`Priority of ${ticket.reference}`}
        values={PRIORITIES}
        looks={PRIORITY_LOOKS}
        value={saving?.priority ?? ticket.priority}
        onChoose={(priority) => onChange({ priority })}
      />
      <ValueSelect<Category>
        name={`Category of ${ticket.reference}`}
        values={CATEGORIES}
        looks={CATEGORY_LOOKS}
        value={saving?.category ?? ticket.category}
        onChoose={(category) => onChange({ category })}
      />
    </>
  );
}

interface ValueSelectProps<Value extends string> {
  name: string;
  values: readonly Value[];
  looks: Record<Value, { label: string; tone: Tone }>;
  value: Value;
  onChoose: (value: Value) => void;
}

function ValueSelect<Value extends string>({ name, values, looks, value, onChoose }: ValueSelectProps<Value>) {
  const choose = (text: string): void => {
    const chosen = values.find((candidate) => candidate === text);
    if (chosen !== undefined && chosen !== value) onChoose(chosen);
  };
  return (
    <select
      aria-label={name}
      data-tone={looks[value].tone}
      class="w-full cursor-pointer rounded-lg border border-tone/60 bg-tone-surface px-1 py-2 font-medium text-tone text-xs sm:px-2 sm:py-1.5 sm:text-sm"
      value={value}
      onChange={(event) => choose(entered(event))}
    >
      {values.map((option) => (
        <option key={option} value={option} class="bg-card text-ink">
          {looks[option].label}
        </option>
      ))}
    </select>
  );
}
