import { useCallback, useEffect } from "preact/hooks";
import { Notice } from "../../shared/controls";
import { router } from "../address";
import { Conversation } from "../conversation/conversation";
import { OutboxBar } from "../conversation/outbox-bar";
import { type Talk, useTalk } from "../conversation/use-talk";
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
import type { DeskState, Opened } from "../tickets/state";
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
  const talk = useTalk(tools);
  const shortcuts = useShortcuts(
    tools,
    useCallback(() => takeBack(talk), [talk]),
  );
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
          talk={talk}
          state={state}
          covered={opened !== null && !wide}
          onHelp={() => shortcuts.setHelpOpen(true)}
        />
        <div class="min-w-0 xl:sticky xl:top-4 xl:-m-1 xl:max-h-[calc(100dvh-2rem)] xl:overflow-y-auto xl:p-1">
          {!(wide && opened) && <StatsSection tools={tools} state={state} />}
          {opened && <Beside tools={tools} talk={talk} state={state} opened={opened} wide={wide} />}
        </div>
      </div>
      <ShortcutHelp shortcuts={shortcuts} />
    </AgentFrame>
  );
}

/** Takes back the message that is to be sent, and shows where it was written; whether there is one. */
function takeBack({ outbox }: Talk): boolean {
  const ticket = outbox.takeBack();
  if (ticket !== null) router.open(ticket);
  return ticket !== null;
}

interface BesideProps {
  tools: Tools;
  talk: Talk;
  state: DeskState;
  opened: Opened;
  wide: boolean;
}

function Beside({ talk, ...props }: BesideProps) {
  const { tools, state } = props;
  return (
    <TicketPanel
      {...props}
      conversation={(ticket, changes, above) => (
        <Conversation tools={tools} talk={talk} ticket={ticket} changes={changes} search={state.filters.search}>
          {above}
        </Conversation>
      )}
    />
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
  talk: Talk;
  state: DeskState;
  /** A ticket takes the whole screen. */
  covered: boolean;
  onHelp: () => void;
}

function Tickets({ tools, talk, state, covered, onHelp }: TicketsProps) {
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
        <OutboxBar outbox={talk.outbox} opened={state.opened?.id} />
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
