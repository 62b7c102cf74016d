import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Change, Ticket } from "../../shared/contract";
import { router } from "../address";
import { NewestFirst } from "../tickets/pages";
import type { DeskState, Opened } from "../tickets/state";
import { TroubleNotice } from "../tickets/trouble-notice";
import type { Tools } from "../tickets/use-desk";
import { Badge } from "../ui/badge";
import { Failure } from "../ui/failure";
import { highlighted, highlightedReference } from "../ui/highlight";
import { Marked } from "../ui/marked";
import { CloseButton } from "../ui/modal";
import { Empty } from "../ui/section";
import { Present } from "./present";
import { Properties } from "./properties";
import { Quarantine } from "./quarantine";

/** What another room draws of the ticket: the conversation. */
type DrawConversation = (ticket: Ticket, changes: NewestFirst<Change>) => ComponentChildren;

export interface TicketViewProps {
  tools: Tools;
  state: DeskState;
  opened: Opened;
  conversation: DrawConversation;
}

/** Everything about the open ticket. */
export function TicketView(props: TicketViewProps) {
  const { tools, opened } = props;
  const outcome = opened.ticket ? "The ticket may be out of date." : "The ticket could not be read.";
  const failure = (
    <div class="px-4">
      <Failure message={opened.failure && `${outcome} ${opened.failure}`} onRetry={() => tools.desk.retry()} />
    </div>
  );
  return (
    <article
      class="relative flex min-h-0 min-w-0 flex-1 flex-col"
      data-ticket={opened.id}
      aria-busy={opened.ticket === null && opened.failure === null && !opened.missing}
    >
      {opened.ticket && !opened.missing ? (
        <>
          {failure}
          <Content {...props} ticket={opened.ticket} />
        </>
      ) : (
        <>
          <Loading settled={opened.failure !== null || opened.missing} />
          {failure}
        </>
      )}
      {opened.missing && <Empty plain title="There is no such ticket." text="It may have been deleted." />}
    </article>
  );
}

function Loading({ settled }: { settled: boolean }) {
  return (
    <div class="flex items-start justify-between gap-4 p-4">
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
  const [shown, setShown] = useState(false);
  return (
    <div class="flex min-h-0 flex-1">
      <div class="flex min-h-0 min-w-0 flex-1 flex-col px-4 pt-3">
        <Head
          tools={tools}
          ticket={ticket}
          search={state.filters.search}
          shown={shown}
          onShow={() => setShown(!shown)}
        />
        <TroubleNotice ticket={ticket} trouble={state.troubles[ticket.id]} tools={tools} />
        {ticket.quarantined && <Quarantine tools={tools} id={ticket.id} />}
        {conversation(ticket, changes)}
      </div>
      <Properties
        tools={tools}
        ticket={ticket}
        saving={state.saving[ticket.id]}
        token={opened.token}
        changes={changes}
        shown={shown}
        onHide={() => setShown(false)}
      />
    </div>
  );
}

interface HeadProps {
  tools: Tools;
  ticket: Ticket;
  search: string;
  /** The properties are on screen, where there is no room for them beside the conversation. */
  shown: boolean;
  onShow: () => void;
}

function Head({ tools, ticket, search, shown, onShow }: HeadProps) {
  return (
    <>
      <div class="flex items-start justify-between gap-2">
        <p class="flex grow flex-wrap items-center gap-x-3 gap-y-1 pt-1.5 text-muted text-sm">
          <span class="font-mono">
            <Marked parts={highlightedReference(ticket.reference, search)} />
          </span>
          {ticket.undelivered && <Badge tone="danger">Not delivered</Badge>}
          {ticket.quarantined && <Badge tone="warning">Quarantined</Badge>}
        </p>
        <button
          type="button"
          class="button button-quiet button-small full:hidden"
          aria-expanded={shown}
          aria-controls="properties"
          onClick={onShow}
        >
          Properties
        </button>
        <CloseButton onClose={() => router.close()} />
      </div>
      <Title text={ticket.title} search={search} />
      <Present tools={tools} />
    </>
  );
}
