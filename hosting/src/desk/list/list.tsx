import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { Notice, Spinner } from "../../shared/controls";
import { router } from "../address";
import { type Filters, isFiltered, NO_FILTERS, sameFilters } from "../tickets/filters";
import { focusFirstRow, isRead } from "../tickets/focus";
import { arrived, departed, withHeld } from "../tickets/list-state";
import type { DeskState } from "../tickets/state";
import type { Tools } from "../tickets/use-desk";
import { TicketRow } from "./row";

interface TicketListProps {
  tools: Tools;
  state: DeskState;
}

export function TicketList({ tools, state }: TicketListProps) {
  const { tickets, listFailure } = state;
  return (
    <div class="mt-2" aria-busy={state.waitingFor !== null}>
      <div role="alert" class="empty:hidden">
        {listFailure && <Failure tools={tools} state={state} message={listFailure} />}
      </div>
      <Held tools={tools} state={state} />
      {tickets === null && !listFailure && <Skeleton />}
      {tickets?.length === 0 && <Empty filters={state.filters} />}
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
function Held({ tools, state }: TicketListProps) {
  const show = (): void => {
    tools.desk.update(withHeld);
    // Drawn by then: the button, and the focus on it, are gone.
    window.requestAnimationFrame(focusFirstRow);
    document.getElementById("tickets")?.scrollIntoView({ block: "start" });
  };
  return (
    <div role="status" aria-label="News" class="sticky top-7 z-10 flex h-0 justify-center">
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

function Rows({ tools, state }: TicketListProps) {
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
      class={`card divide-y divide-line overflow-clip transition-opacity [&_:is(a,input,select)]:scroll-mb-48 ${outdated ? "opacity-50" : ""}`}
    >
      {state.tickets?.map((ticket) => (
        <TicketRow key={ticket.id} ticket={ticket} tools={tools} state={state} gone={gone.has(ticket.id)} />
      ))}
    </ul>
  );
}

function Failure({ tools, state, message }: TicketListProps & { message: string }) {
  return (
    <div class="mb-3">
      <Notice tone="danger">
        <div class="flex flex-wrap items-center justify-between gap-3">
          <span>
            {state.tickets === null ? "The tickets could not be read." : "The list may be out of date."} {message}
          </span>
          <button type="button" class="button button-quiet" onClick={() => tools.desk.retry()}>
            Try again
          </button>
        </div>
      </Notice>
    </div>
  );
}

function Empty({ filters }: { filters: Filters }) {
  const clear = (
    <button type="button" class="button button-quiet mt-4" onClick={() => router.filter(NO_FILTERS)}>
      Clear filters
    </button>
  );
  if (sameFilters(filters, { ...NO_FILTERS, quarantined: "true" })) {
    return (
      <Panel title="Nothing is in quarantine." text="Tickets that may come from a bot wait here." action={clear} />
    );
  }
  if (!isFiltered(filters)) {
    return <Panel title="There are no tickets yet." text="The first one appears here by itself." />;
  }
  const hint = filters.search && "Search looks at titles, descriptions and references, at the beginnings of words.";
  return <Panel title="No ticket fits these filters." text={hint} action={clear} />;
}

function Panel({ title, text, action }: { title: string; text?: string; action?: ComponentChildren }) {
  return (
    <div class="card px-4 py-12 text-center">
      <p class="font-medium">{title}</p>
      {text && <p class="mt-1 text-muted">{text}</p>}
      {action}
    </div>
  );
}

function Skeleton() {
  return (
    <div aria-hidden="true" class="card divide-y divide-line">
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
    <button
      type="button"
      class="button button-quiet mt-4 w-full sm:w-auto"
      aria-disabled={busy}
      onClick={() => {
        if (!busy) void tools.desk.more();
      }}
    >
      {busy && <Spinner />}
      {busy ? "Loading more" : "Load more"}
    </button>
  );
}
