import { useEffect, useRef, useState } from "preact/hooks";
import { Badge } from "../../shared/badge";
import type { Ticket } from "../../shared/contract";
import { router } from "../address";
import type { DeskState, Opened } from "../tickets/state";
import { TroubleNotice } from "../tickets/trouble-notice";
import type { Tools } from "../tickets/use-desk";
import { ValueSelects } from "../tickets/value-selects";
import { Failure } from "../ui/failure";
import { highlighted, highlightedReference } from "../ui/highlight";
import { Marked, MarkedLines } from "../ui/marked";
import { CloseButton } from "../ui/modal";
import { Empty } from "../ui/section";
import { useStore } from "../ui/store";
import { TicketFacts } from "./facts";
import { TicketHistory } from "./history";
import { HistoryStore } from "./history-store";
import { StatusLink } from "./link";
import { Quarantine } from "./quarantine";

interface TicketViewProps {
  tools: Tools;
  state: DeskState;
  opened: Opened;
}

/** Everything about the open ticket. */
export function TicketView({ tools, state, opened }: TicketViewProps) {
  return (
    <article data-ticket={opened.id} aria-busy={opened.ticket === null && opened.failure === null && !opened.missing}>
      <Failure message={opened.failure} onRetry={() => tools.desk.retry()} />
      {opened.ticket && !opened.missing ? (
        <Content tools={tools} state={state} opened={opened} ticket={opened.ticket} />
      ) : (
        <Loading settled={opened.failure !== null || opened.missing} />
      )}
      {opened.missing && <Empty title="There is no such ticket." text="It may have been deleted." />}
    </article>
  );
}

function Loading({ settled }: { settled: boolean }) {
  return (
    <div class="flex items-start justify-between gap-4">
      <Title text={settled ? "Ticket" : "Loading the ticket"} search="" />
      <CloseButton onClose={() => router.close()} />
    </div>
  );
}

/** Where reading begins: it gets the focus when the ticket opens. */
function Title({ text, search }: { text: string; search: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <h2 ref={heading} tabIndex={-1} data-title class="min-w-0 font-semibold text-xl [overflow-wrap:anywhere]">
      <Marked parts={highlighted(text, search)} />
    </h2>
  );
}

function useHistory(tools: Tools, ticket: Ticket): HistoryStore {
  const [history] = useState(() => new HistoryStore(tools.desk.api, ticket.id));
  // biome-ignore lint/correctness/useExhaustiveDependencies: every version is a change, and each is a line of the history
  useEffect(() => void history.refresh(), [history, ticket.version]);
  return history;
}

function Content({ tools, state, opened, ticket }: TicketViewProps & { ticket: Ticket }) {
  const history = useHistory(tools, ticket);
  const { changes } = useStore(history);
  const { search } = state.filters;
  return (
    <>
      <Head ticket={ticket} search={search} />
      <div class="mt-4 grid grid-cols-3 gap-2">
        <ValueSelects
          ticket={ticket}
          saving={state.saving[ticket.id]}
          onChange={(patch) => void tools.edits.change(ticket.id, patch)}
        />
      </div>
      <TroubleNotice ticket={ticket} trouble={state.troubles[ticket.id]} edits={tools.edits} />
      {ticket.quarantined && <Quarantine tools={tools} id={ticket.id} />}
      {ticket.anonymised_at ? <Anonymised /> : <MarkedLines parts={highlighted(ticket.description, search)} />}
      <TicketFacts ticket={ticket} changes={changes ?? []} />
      {!ticket.anonymised_at && <StatusLink tools={tools} ticket={ticket} token={opened.token} />}
      <TicketHistory history={history} ticket={ticket} />
    </>
  );
}

function Anonymised() {
  return (
    <p class="mt-4 max-w-prose text-muted">
      The texts, the requester and the status link were removed. The numbers still count this ticket.
    </p>
  );
}

function Head({ ticket, search }: { ticket: Ticket; search: string }) {
  return (
    <>
      <div class="flex items-start justify-between gap-4">
        <p class="flex flex-wrap items-center gap-x-3 gap-y-1 pt-1.5 text-muted text-sm">
          <span class="font-mono">
            <Marked parts={highlightedReference(ticket.reference, search)} />
          </span>
          {ticket.quarantined && <Badge tone="warning">Quarantined</Badge>}
        </p>
        <CloseButton onClose={() => router.close()} />
      </div>
      <Title text={ticket.title} search={search} />
    </>
  );
}
