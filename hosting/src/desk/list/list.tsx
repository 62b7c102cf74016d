import { useEffect, useRef } from "preact/hooks";
import { router } from "../address";
import { type Filters, isFiltered, NO_FILTERS, QUEUE_NAMES, sameFilters } from "../tickets/filters";
import { focusFirstRow, isRead } from "../tickets/focus";
import { arrived, departed, withHeld } from "../tickets/list-state";
import type { DeskState } from "../tickets/state";
import type { Tools } from "../tickets/use-desk";
import { BusyButton } from "../ui/busy-button";
import { Failure } from "../ui/failure";
import { Empty } from "../ui/section";
import { TicketRow } from "./row";

interface ListProps {
  tools: Tools;
  state: DeskState;
}

/** `compact`: each ticket takes one line. */
export function TicketList({ tools, state, compact }: ListProps & { compact: boolean }) {
  const { tickets, listFailure } = state;
  return (
    <div
      data-compact={compact ? "" : undefined}
      class="group/list relative min-h-0 flex-1 overflow-y-auto"
      aria-busy={state.waitingFor !== null}
    >
      <div class="px-3">
        <Failure
          message={
            listFailure &&
            `${tickets ? "The list may be out of date." : "The tickets could not be read."} ${listFailure}`
          }
          onRetry={() => tools.desk.retry()}
        />
      </div>
      <Held tools={tools} state={state} />
      {tickets === null && !listFailure && <Skeleton />}
      {tickets?.length === 0 && <NoTickets filters={state.filters} />}
      {tickets && tickets.length > 0 && <Rows tools={tools} state={state} />}
      {state.nextCursor !== null && tickets && <LoadMore tools={tools} busy={state.waitingFor === "more"} />}
    </div>
  );
}

function heldText(state: DeskState): string {
  const count = arrived(state);
  if (count === 0) return "Update the list";
  return count === 1 ? "Show 1 new ticket" : `Show ${count} new tickets`;
}

/** What came or went while the list was being read; it waits until its reader wants it. */
function Held({ tools, state }: ListProps) {
  const bar = useRef<HTMLDivElement>(null);
  const show = (): void => {
    tools.desk.update(withHeld);
    // Drawn by then: the button, and the focus on it, are gone.
    window.requestAnimationFrame(focusFirstRow);
    bar.current?.parentElement?.scrollTo(0, 0);
  };
  return (
    <div ref={bar} role="status" aria-label="News" class="sticky top-6 z-10 flex h-0 justify-center">
      {state.held && (
        <button
          type="button"
          class="button button-primary h-9 min-h-9 -translate-y-1/2 rounded-full py-1 text-sm shadow-lg"
          onClick={show}
        >
          {heldText(state)}
        </button>
      )}
    </div>
  );
}

function Rows({ tools, state }: ListProps) {
  const list = useRef<HTMLUListElement>(null);
  const pointedAt = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    tools.desk.isListRead = () => isRead(list.current, pointedAt.current) || tools.desk.state.selected.size > 0;
    return () => {
      tools.desk.isListRead = () => false;
    };
  }, [tools.desk]);
  const gone = departed(state);
  const outdated = state.waitingFor === "list";
  return (
    <ul
      ref={list}
      aria-label="Tickets"
      onPointerMove={() => {
        pointedAt.current = performance.now();
      }}
      class={`transition-opacity [&_:is(a,input)]:scroll-mb-48 [&_:is(a,input)]:scroll-mt-4 ${outdated ? "opacity-50" : ""}`}
    >
      {state.tickets?.map((ticket) => (
        <TicketRow key={ticket.id} ticket={ticket} tools={tools} state={state} gone={gone.has(ticket.id)} />
      ))}
    </ul>
  );
}

function NoTickets({ filters }: { filters: Filters }) {
  if (!isFiltered(filters)) return <Empty plain {...emptyQueue(filters)} />;
  const onlySearched = sameFilters({ ...filters, search: "" }, NO_FILTERS);
  const clear = (
    <button type="button" class="button button-quiet mt-4" onClick={() => router.clear()}>
      {onlySearched ? "Clear the search" : "Clear filters"}
    </button>
  );
  const hint =
    filters.search &&
    "Search looks at titles, descriptions, references and people, at the beginnings of words, and at whole words of messages.";
  return (
    <Empty
      plain
      title={`No ticket fits ${onlySearched ? "this search" : "these filters"}.`}
      text={hint}
      action={clear}
    />
  );
}

const EMPTY: Record<string, string> = {
  mine: "What you take from Unassigned is here.",
  quarantine: "Tickets that may come from a bot wait here.",
};

function emptyQueue({ queue }: Filters): { title: string; text: string } {
  const name = QUEUE_NAMES[queue as keyof typeof QUEUE_NAMES];
  if (queue === "all") return { title: "There are no tickets yet.", text: "The first one appears here by itself." };
  return { title: `${name} is empty.`, text: EMPTY[queue] ?? "A ticket that fits appears here by itself." };
}

function Skeleton() {
  return (
    <div aria-hidden="true" class="divide-y divide-line">
      {["1", "2", "3", "4", "5", "6"].map((row) => (
        <div key={row} class="grid animate-pulse gap-2 px-3 py-3.5">
          <div class="h-4 w-2/5 rounded bg-line" />
          <div class="h-3 w-1/4 rounded bg-line" />
        </div>
      ))}
    </div>
  );
}

function LoadMore({ tools, busy }: { tools: Tools; busy: boolean }) {
  return (
    <BusyButton busy={busy} look="button-quiet button-small m-3" onClick={() => void tools.desk.more()}>
      {busy ? "Loading more" : "Load more"}
    </BusyButton>
  );
}
