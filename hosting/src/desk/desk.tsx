import { useEffect } from "preact/hooks";
import { Notice, PageFrame } from "../shared/controls";
import type { DeskStore } from "./desk-store";
import { FilterBar } from "./filter-bar";
import { NO_FILTERS } from "./filters";
import type { Agent, Session } from "./session";
import type { DeskState } from "./state";
import { StatsSection } from "./stats-section";
import { useStore } from "./store";
import { TicketList } from "./ticket-list";
import { applyFilters, applySearch, useDesk } from "./use-desk";

export function Desk({ session, agent }: { session: Session; agent: Agent }) {
  const desk = useDesk(session, agent);
  const state = useStore(desk);
  useEffect(() => {
    document.title = state.stats ? `(${state.stats.open_tickets}) Support desk` : "Support desk";
  }, [state.stats]);
  return (
    <PageFrame wide aside={<Account session={session} agent={agent} state={state} />}>
      <h1 class="sr-only">Support desk</h1>
      <div role="alert" class="empty:hidden">
        {!state.online && (
          <div class="mb-6">
            <Notice tone="warning">You are offline. What you see may be out of date; changes cannot be saved.</Notice>
          </div>
        )}
      </div>
      <div role="alert" class="empty:hidden">
        {state.outdated && <OutOfDate />}
      </div>
      <StatsSection stats={state.stats} failure={state.statsFailure} />
      <Tickets desk={desk} state={state} />
    </PageFrame>
  );
}

function OutOfDate() {
  return (
    <div class="mb-6">
      <Notice tone="warning">
        <div class="flex flex-wrap items-center justify-between gap-3">
          <span>There is a new version of the desk. Until you reload, changes appear here every 30 seconds only.</span>
          <button type="button" class="button button-quiet" onClick={() => window.location.reload()}>
            Reload
          </button>
        </div>
      </Notice>
    </div>
  );
}

function Tickets({ desk, state }: { desk: DeskStore; state: DeskState }) {
  return (
    <section aria-labelledby="tickets" class="mt-8">
      <h2 id="tickets" class="font-semibold text-xl">
        Tickets
      </h2>
      <FilterBar
        filters={state.filters}
        onSearch={(filters) => applySearch(desk, filters)}
        onChange={(filters) => applyFilters(desk, filters)}
      />
      <TicketList desk={desk} state={state} onClear={() => applyFilters(desk, NO_FILTERS)} />
    </section>
  );
}

const SIGNALS: Record<DeskState["signal"], string> = {
  connecting: "Connecting",
  live: "Live",
  lost: "Refreshing every 30 seconds",
};

function Account({ session, agent, state }: { session: Session; agent: Agent; state: DeskState }) {
  const tone = state.signal === "live" ? "success" : "neutral";
  return (
    <>
      <span
        data-tone={tone}
        role="status"
        aria-label="Connection"
        class="ms-auto flex items-center gap-1.5 text-sm text-tone"
      >
        <span aria-hidden="true" class="size-2 rounded-full bg-tone" />
        {SIGNALS[state.signal]}
      </span>
      <div class="flex w-full min-w-0 items-center justify-between gap-x-4 text-sm sm:w-auto">
        <span class="truncate text-muted" title={agent.user.email ?? undefined}>
          {agent.user.email}
        </span>
        <button type="button" class="link shrink-0 cursor-pointer py-1" onClick={() => void session.signOut()}>
          Sign out
        </button>
      </div>
    </>
  );
}
