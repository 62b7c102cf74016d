import { useCallback, useState } from "preact/hooks";
import { Notice } from "../../shared/controls";
import { router, type View } from "../address";
import { Conversation } from "../conversation/conversation";
import { type Talk, useTalk } from "../conversation/use-talk";
import { ShortcutHelp } from "../list/shortcut-help";
import { useShortcuts } from "../list/use-shortcuts";
import { NewTicketDialog } from "../panel/new-ticket";
import { TicketPanel } from "../panel/panel";
import { Queues } from "../queues/queues";
import { QueuesButton, QueuesDialog } from "../queues/queues-button";
import type { Agent, Session } from "../session/session";
import { StatsSection } from "../statistics/statistics";
import type { DeskState, Opened } from "../tickets/state";
import { type Tools, useDesk } from "../tickets/use-desk";
import { Menu } from "../ui/menu";
import { useStore } from "../ui/store";
import { useMedia } from "../ui/use-media";
import { Connection } from "./connection";
import { AgentFrame } from "./frame";
import { Tickets } from "./tickets";
import { useWork } from "./use-work";

/** From here on there is room for a ticket beside the list; the same as `desk` in the styles. */
const WIDE = "(min-width: 56.25rem)";

export function Desk({ session, agent }: { session: Session; agent: Agent }) {
  const tools = useDesk(session, agent, router.state);
  const state = useStore(tools.desk);
  const talk = useTalk(tools);
  const { page } = useStore(router);
  const shortcuts = useShortcuts(
    tools,
    useCallback(() => takeBack(talk), [talk]),
  );
  const wide = useMedia(WIDE);
  useWork(tools, state, page, shortcuts.actions);
  const place = { tools, state, wide };
  return (
    <AgentFrame session={session} agent={agent} page={page} fill middle={<Connection signal={state.signal} />}>
      <div role="alert" class="empty:hidden">
        {state.outdated && <OutOfDate />}
      </div>
      <Columns {...place} talk={talk} page={page} onHelp={() => shortcuts.setHelpOpen(true)} />
      {/* In a ticket that takes the whole screen it is inside it. */}
      {(wide || page !== "tickets" || !state.opened) && <Menu />}
      <ShortcutHelp shortcuts={shortcuts} />
      <NewTicketDialog tools={tools} />
    </AgentFrame>
  );
}

interface PlaceProps {
  tools: Tools;
  state: DeskState;
  /** There is room for a ticket beside the list. */
  wide: boolean;
}

interface ColumnsProps extends PlaceProps {
  talk: Talk;
  page: View["page"];
  onHelp: () => void;
}

/** The queues, and what they lead to. */
function Columns({ talk, page, onHelp, ...place }: ColumnsProps) {
  const [open, setOpen] = useState(false);
  const close = useCallback(() => setOpen(false), []);
  const queues = <Queues tools={place.tools} state={place.state} page={page} onHelp={onHelp} />;
  const onQueues = (): void => setOpen(true);
  return (
    <>
      <div class="columns">
        <div class="hidden min-h-0 overflow-y-auto border-line border-e p-2 desk:block">{queues}</div>
        {page === "statistics" ? (
          <Statistics {...place} onQueues={onQueues} />
        ) : (
          <Work {...place} talk={talk} onQueues={onQueues} />
        )}
      </div>
      {open && <QueuesDialog onClose={close}>{queues}</QueuesDialog>}
    </>
  );
}

function Statistics({ tools, state, onQueues }: PlaceProps & { onQueues: () => void }) {
  return (
    <div class="relative col-span-2 min-h-0 overflow-y-auto">
      <div class="px-4 pt-3 desk:hidden">
        <QueuesButton onOpen={onQueues} />
      </div>
      <StatsSection tools={tools} state={state} />
    </div>
  );
}

/** The list, and the ticket that is open. */
function Work({ talk, wide, onQueues, tools, state }: PlaceProps & { talk: Talk; onQueues: () => void }) {
  const { opened } = state;
  return (
    <>
      <h1 class="sr-only">Support desk</h1>
      <Tickets {...{ tools, talk, state, onQueues }} covered={opened !== null && !wide} />
      {opened ? <Beside {...{ tools, talk, state, opened, wide }} /> : <NoTicket />}
    </>
  );
}

const HINTS: [string, string][] = [
  ["j k", "walk through the list"],
  ["Enter", "opens a ticket"],
  ["Ctrl K", "does everything by its name"],
  ["?", "shows every key"],
];

function NoTicket() {
  return (
    <div class="hidden content-center justify-items-center gap-3 p-6 text-muted text-sm desk:grid">
      <p>No ticket is open.</p>
      <dl class="grid grid-cols-[auto_auto] items-center gap-x-3 gap-y-1">
        {HINTS.map(([keys, what]) => (
          <div key={keys} class="contents">
            <dt class="text-end">
              <kbd class="rounded border border-line bg-card px-1.5 py-0.5 font-mono text-xs">{keys}</kbd>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

/** Takes back the message that is to be sent, and shows where it was written; whether there is one. */
function takeBack({ outbox }: Talk): boolean {
  const ticket = outbox.takeBack();
  if (ticket !== null) router.open(ticket);
  return ticket !== null;
}

interface BesideProps extends PlaceProps {
  talk: Talk;
  opened: Opened;
}

function Beside({ talk, ...props }: BesideProps) {
  const { tools, state } = props;
  return (
    <TicketPanel
      {...props}
      conversation={(ticket, changes) => (
        <Conversation tools={tools} talk={talk} ticket={ticket} changes={changes} search={state.filters.search} />
      )}
    />
  );
}

function OutOfDate() {
  return (
    <div class="m-2">
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
