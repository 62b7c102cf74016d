import { useEffect } from "preact/hooks";
import { Notice } from "../../shared/controls";
import { router } from "../address";
import { BulkBar } from "../list/bulk";
import { FilterBar } from "../list/filters";
import { TicketList } from "../list/list";
import { ShortcutHelp } from "../list/shortcut-help";
import { ListTools } from "../list/tools";
import { TroublesElsewhere } from "../list/troubles-elsewhere";
import { useShortcuts } from "../list/use-shortcuts";
import { SavedViews } from "../list/views";
import { TicketPanel } from "../panel/panel";
import type { Agent, Session } from "../session/session";
import { StatsSection } from "../statistics/statistics";
import type { DeskState } from "../tickets/state";
import { UndoBar } from "../tickets/undo-bar";
import { type Tools, useDesk } from "../tickets/use-desk";
import { online } from "../ui/online";
import { useStore } from "../ui/store";
import { useMedia } from "../ui/use-media";
import { AgentFrame } from "./frame";

/** From here on there is room beside the list; the same as Tailwind's `xl`. */
const WIDE = "(min-width: 80rem)";

export function Desk({ session, agent }: { session: Session; agent: Agent }) {
  const tools = useDesk(session, agent, router.state);
  const state = useStore(tools.desk);
  const shortcuts = useShortcuts(tools);
  const wide = useMedia(WIDE);
  const { opened, stats } = state;
  useEffect(() => router.subscribe(() => router.state.page === "tickets" && tools.desk.show(router.state)), [tools]);
  useEffect(() => {
    document.title = stats ? `(${stats.open_tickets}) Support desk` : "Support desk";
  }, [stats]);
  return (
    <AgentFrame session={session} agent={agent} page="tickets" middle={<Connection signal={state.signal} />}>
      <h1 class="sr-only">Support desk</h1>
      <div role="alert" class="empty:hidden">
        {state.outdated && <OutOfDate />}
      </div>
      <div class="grid grid-cols-1 items-start gap-8 xl:grid-cols-[minmax(0,1fr)_27rem]">
        <Tickets
          tools={tools}
          state={state}
          covered={opened !== null && !wide}
          onHelp={() => shortcuts.setHelpOpen(true)}
        />
        <div class="min-w-0 xl:sticky xl:top-4 xl:-m-1 xl:max-h-[calc(100dvh-2rem)] xl:overflow-y-auto xl:p-1">
          {!(wide && opened) && <StatsSection tools={tools} state={state} />}
          {opened && <TicketPanel tools={tools} state={state} opened={opened} wide={wide} />}
        </div>
      </div>
      <ShortcutHelp shortcuts={shortcuts} />
    </AgentFrame>
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

interface TicketsProps {
  tools: Tools;
  state: DeskState;
  /** A ticket takes the whole screen. */
  covered: boolean;
  onHelp: () => void;
}

function Tickets({ tools, state, covered, onHelp }: TicketsProps) {
  return (
    <section aria-labelledby="tickets" class="min-w-0">
      <div class="flex items-baseline justify-between gap-4">
        <h2 id="tickets" class="scroll-mt-4 font-semibold text-xl">
          Tickets
        </h2>
        <a class="link text-sm xl:hidden" href="#statistics">
          To the statistics
        </a>
      </div>
      <FilterBar filters={state.filters} />
      <SavedViews tools={tools} filters={state.filters} />
      <ListTools tools={tools} state={state} onHelp={onHelp} />
      <TroublesElsewhere state={state} />
      <TicketList tools={tools} state={state} />
      {/* Above the list, so that no row moves for them. */}
      <div class="sticky bottom-2 z-10 mt-3 grid gap-2">
        {!covered && <UndoBar tools={tools} state={state} />}
        <BulkBar tools={tools} state={state} />
      </div>
    </section>
  );
}

const SIGNALS: Record<DeskState["signal"], string> = {
  connecting: "Connecting",
  live: "Live",
  lost: "Refreshing every 30 seconds",
};

function Connection({ signal }: { signal: DeskState["signal"] }) {
  const isOnline = useStore(online);
  const tone = isOnline && signal === "live" ? "success" : "neutral";
  return (
    <span
      data-tone={tone}
      role="status"
      aria-label="Connection"
      class="ms-auto flex items-center gap-1.5 text-sm text-tone"
    >
      <span aria-hidden="true" class="size-2 rounded-full bg-tone" />
      {isOnline ? SIGNALS[signal] : "Offline"}
    </span>
  );
}
