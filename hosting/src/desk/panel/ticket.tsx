import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Badge } from "../../shared/badge";
import type { Change, Ticket } from "../../shared/contract";
import { router } from "../address";
import { NewestFirst } from "../tickets/pages";
import type { DeskState, Opened } from "../tickets/state";
import { TroubleNotice } from "../tickets/trouble-notice";
import type { Tools } from "../tickets/use-desk";
import { ValueSelects } from "../tickets/value-selects";
import { Failure } from "../ui/failure";
import { highlighted, highlightedReference } from "../ui/highlight";
import { Marked } from "../ui/marked";
import { CloseButton } from "../ui/modal";
import { Empty } from "../ui/section";
import { useStore } from "../ui/store";
import { TicketFacts } from "./facts";
import { StatusLink } from "./link";
import { Quarantine } from "./quarantine";

/** What another room draws of the ticket: the conversation, below what is given to it. */
export type DrawConversation = (
  ticket: Ticket,
  changes: NewestFirst<Change>,
  above: ComponentChildren,
) => ComponentChildren;

export interface TicketViewProps {
  tools: Tools;
  state: DeskState;
  opened: Opened;
  conversation: DrawConversation;
}

/** Everything about the open ticket. */
export function TicketView(props: TicketViewProps) {
  const { tools, opened } = props;
  return (
    <article
      class="flex min-h-128 flex-1 flex-col xl:min-h-0"
      data-ticket={opened.id}
      aria-busy={opened.ticket === null && opened.failure === null && !opened.missing}
    >
      <Failure message={opened.failure} onRetry={() => tools.desk.retry()} />
      {opened.ticket && !opened.missing ? (
        <Content {...props} ticket={opened.ticket} />
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
    <h2
      ref={heading}
      tabIndex={-1}
      data-title
      class="max-h-22 min-w-0 shrink-0 overflow-y-auto font-semibold text-lg leading-snug [overflow-wrap:anywhere]"
    >
      <Marked parts={highlighted(text, search)} />
    </h2>
  );
}

function useChanges(tools: Tools, { id, version }: Ticket): NewestFirst<Change> {
  const [changes] = useState(
    () => new NewestFirst<Change>((cursor) => tools.desk.api.ticketHistory(id, cursor), "version"),
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: every version may be a change
  useEffect(() => void changes.refresh(), [changes, version]);
  return changes;
}

function Content({ tools, state, opened, conversation, ticket }: TicketViewProps & { ticket: Ticket }) {
  const changes = useChanges(tools, ticket);
  return (
    <>
      <Head ticket={ticket} search={state.filters.search} />
      <div class="mt-2 grid shrink-0 grid-cols-3 gap-2">
        <ValueSelects
          ticket={ticket}
          saving={state.saving[ticket.id]}
          onChange={(patch) => void tools.edits.change(ticket.id, patch)}
        />
      </div>
      <TroubleNotice ticket={ticket} trouble={state.troubles[ticket.id]} edits={tools.edits} />
      {ticket.quarantined && <Quarantine tools={tools} id={ticket.id} />}
      {conversation(ticket, changes, <Details tools={tools} ticket={ticket} token={opened.token} changes={changes} />)}
    </>
  );
}

interface DetailsProps {
  tools: Tools;
  ticket: Ticket;
  /** Of a status link that was made just now. */
  token: string | null;
  changes: NewestFirst<Change>;
}

/** What is seldom looked at. */
function Details({ tools, ticket, token, changes }: DetailsProps) {
  const { items } = useStore(changes);
  return (
    <details>
      <summary class="link w-fit cursor-pointer py-1 text-sm">Details</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also for those who have no pointer */}
      <section tabIndex={0} aria-label="Details" class="max-h-[30dvh] overflow-y-auto pb-2">
        <TicketFacts ticket={ticket} changes={items ?? []} />
        {!ticket.anonymised_at && <StatusLink tools={tools} ticket={ticket} token={token} />}
      </section>
    </details>
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
          {ticket.undelivered && <Badge tone="danger">Not delivered</Badge>}
          {ticket.quarantined && <Badge tone="warning">Quarantined</Badge>}
        </p>
        <CloseButton onClose={() => router.close()} />
      </div>
      <Title text={ticket.title} search={search} />
    </>
  );
}
