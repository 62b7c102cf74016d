import type { TrackedTicket } from "../shared/contract";
import { Badge, Notice, PageFrame, Spinner } from "../shared/controls";
import { exactTime } from "../shared/format";
import { CATEGORY_LOOKS, PRIORITY_LOOKS, STATUS_LOOKS } from "../shared/labels";
import { Steps } from "./steps";
import { type Tracked, useTracked } from "./use-tracked";

export function TrackPage() {
  const [tracked, again] = useTracked();
  return (
    <PageFrame>
      <h1 class="font-semibold text-2xl tracking-tight sm:text-3xl">Ticket status</h1>
      <div class="mt-6" aria-live="polite">
        <Content tracked={tracked} again={again} />
      </div>
      <p class="mt-8 text-muted text-sm">
        <a class="link" href="/">
          Report another problem
        </a>
      </p>
    </PageFrame>
  );
}

function Content({ tracked, again }: { tracked: Tracked; again: () => void }) {
  switch (tracked.phase) {
    case "loading":
      return (
        <p class="flex items-center gap-2 text-muted">
          <Spinner /> Looking for your ticket
        </p>
      );
    case "found":
      return <Found ticket={tracked.ticket} again={again} />;
    case "wrong link":
      return <WrongLink />;
    case "failed":
      return (
        <div class="grid gap-4 justify-items-start">
          <Notice tone="danger">{tracked.message}</Notice>
          <button type="button" class="button button-quiet" onClick={again}>
            Try again
          </button>
        </div>
      );
  }
}

function WrongLink() {
  return (
    <Notice tone="warning">
      <p class="font-semibold">This link does not open a ticket.</p>
      <p class="mt-1">
        Please check that you copied the whole link that you got when you reported your problem. If it is lost, report
        the problem again or ask us with your reference.
      </p>
    </Notice>
  );
}

function Found({ ticket, again }: { ticket: TrackedTicket; again: () => void }) {
  const status = STATUS_LOOKS[ticket.status];
  return (
    <article class="card p-4 sm:p-6">
      <div class="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <h2 class="font-semibold text-xl [overflow-wrap:anywhere]">{ticket.title}</h2>
        <Badge tone={status.tone}>{status.label}</Badge>
      </div>
      <Steps status={ticket.status} />
      <dl class="mt-6 grid gap-x-6 gap-y-4 sm:grid-cols-2">
        <Fact name="Reference" mono value={ticket.reference} />
        <Fact name="Category" value={CATEGORY_LOOKS[ticket.category].label} />
        <Fact name="Priority" value={PRIORITY_LOOKS[ticket.priority].label} />
        <Fact name="Reported" value={exactTime(ticket.created_at)} />
        <Fact name="Last change" value={exactTime(ticket.updated_at)} />
      </dl>
      <button type="button" class="button button-quiet mt-6" onClick={again}>
        Refresh
      </button>
    </article>
  );
}

function Fact({ name, value, mono }: { name: string; value: string; mono?: boolean }) {
  return (
    <div>
      <dt class="text-muted text-sm">{name}</dt>
      <dd class={mono ? "font-mono" : ""}>{value}</dd>
    </div>
  );
}
