import type { ComponentChildren } from "preact";
import type { Ticket } from "../shared/contract";
import { Notice, Spinner } from "../shared/controls";
import type { DeskStore } from "./desk-store";
import { isFiltered } from "./filters";
import { type DeskState, REFRESHED_MAX } from "./state";
import { TicketRow } from "./ticket-row";

interface TicketListProps {
  desk: DeskStore;
  state: DeskState;
  onClear: () => void;
}

export function TicketList({ desk, state, onClear }: TicketListProps) {
  const { tickets, listFailure } = state;
  return (
    <div class="mt-4" aria-busy={state.waitingFor !== null}>
      <div role="alert" class="empty:hidden">
        {listFailure && <Failure desk={desk} state={state} message={listFailure} />}
      </div>
      <p role="status" aria-label="List" class="mb-2 text-muted text-sm">
        {summary(state)}
      </p>
      {tickets === null && !listFailure && <Skeleton />}
      {tickets?.length === 0 && <Empty filtered={isFiltered(state.filters)} onClear={onClear} />}
      {tickets && tickets.length > 0 && <Rows desk={desk} state={state} tickets={tickets} />}
      {state.nextCursor !== null && tickets && <LoadMore desk={desk} busy={state.waitingFor === "more"} />}
    </div>
  );
}

function summary({ tickets, nextCursor, waitingFor }: DeskState): string {
  if (waitingFor === "list") return "Loading tickets";
  if (!tickets || tickets.length === 0) return "";
  const count = `${tickets.length} ${tickets.length === 1 ? "ticket" : "tickets"}`;
  const extent = nextCursor === null ? `${count}, newest first` : `The newest ${count}`;
  return tickets.length > REFRESHED_MAX ? `${extent}; the first ${REFRESHED_MAX} stay up to date` : extent;
}

function Rows({ desk, state, tickets }: { desk: DeskStore; state: DeskState; tickets: Ticket[] }) {
  const outdated = state.waitingFor === "list";
  return (
    <ul aria-label="Tickets" class={`card divide-y divide-line transition-opacity ${outdated ? "opacity-50" : ""}`}>
      {tickets.map((ticket) => (
        <TicketRow
          key={ticket.id}
          ticket={ticket}
          saving={state.saving[ticket.id]}
          refusal={state.refusals[ticket.id]}
          onChange={(patch) => void desk.change(ticket.id, patch)}
        />
      ))}
    </ul>
  );
}

function Failure({ desk, state, message }: { desk: DeskStore; state: DeskState; message: string }) {
  return (
    <div class="mb-3">
      <Notice tone="danger">
        <div class="flex flex-wrap items-center justify-between gap-3">
          <span>
            {state.tickets === null ? "The tickets could not be read." : "The list may be out of date."} {message}
          </span>
          <button type="button" class="button button-quiet" onClick={() => desk.retry()}>
            Try again
          </button>
        </div>
      </Notice>
    </div>
  );
}

function Empty({ filtered, onClear }: { filtered: boolean; onClear: () => void }) {
  return (
    <Panel>
      {filtered ? (
        <>
          <p class="font-medium">No ticket fits these filters.</p>
          <button type="button" class="button button-quiet mt-4" onClick={onClear}>
            Clear filters
          </button>
        </>
      ) : (
        <>
          <p class="font-medium">There are no tickets yet.</p>
          <p class="mt-1 text-muted">The first one appears here by itself.</p>
        </>
      )}
    </Panel>
  );
}

function Skeleton() {
  return (
    <div aria-hidden="true" class="card divide-y divide-line">
      {["1", "2", "3", "4", "5"].map((row) => (
        <div key={row} class="grid animate-pulse gap-2 p-4">
          <div class="h-4 w-2/5 rounded bg-line" />
          <div class="h-3 w-1/4 rounded bg-line" />
        </div>
      ))}
    </div>
  );
}

function LoadMore({ desk, busy }: { desk: DeskStore; busy: boolean }) {
  return (
    <button
      type="button"
      class="button button-quiet mt-4 w-full sm:w-auto"
      aria-disabled={busy}
      onClick={() => {
        if (!busy) void desk.more();
      }}
    >
      {busy && <Spinner />}
      {busy ? "Loading more" : "Load more"}
    </button>
  );
}

function Panel({ children }: { children: ComponentChildren }) {
  return <div class="card px-4 py-12 text-center">{children}</div>;
}
