import type { ComponentChildren } from "preact";
import { Notice, PageFrame } from "../../shared/controls";
import { addressOf, INTEGRATIONS, linkTo, STATISTICS, TICKETS, type View } from "../address";
import type { Agent, Session } from "../session/session";
import { online } from "../ui/online";
import { useStore } from "../ui/store";

interface DeskFrameProps {
  wide?: boolean;
  fill?: boolean | undefined;
  aside?: ComponentChildren;
  children: ComponentChildren;
}

/** The frame of every page of the desk. Its name leads to the whole list; on the public pages it leads to the form. */
export function DeskFrame(props: DeskFrameProps) {
  return <PageFrame {...props} name="Support desk" home={addressOf(TICKETS)} />;
}

interface AgentFrameProps {
  session: Session;
  agent: Agent;
  page: View["page"];
  /** The page takes the window, and its parts scroll by themselves. */
  fill?: boolean;
  /** What the header says between the pages and the account. */
  middle?: ComponentChildren;
  children: ComponentChildren;
}

/** The frame of the pages that an agent sees. */
export function AgentFrame({ session, agent, page, fill, middle, children }: AgentFrameProps) {
  const aside = (
    <>
      {!fill && <Pages current={page} admin={agent.admin} />}
      {middle ?? <span class="ms-auto" />}
      <Account session={session} agent={agent} />
    </>
  );
  return (
    <DeskFrame wide fill={fill} aside={aside}>
      <Offline fill={fill} />
      {children}
    </DeskFrame>
  );
}

const PAGES: [string, View][] = [
  ["Tickets", TICKETS],
  ["Statistics", STATISTICS],
  ["Integrations", INTEGRATIONS],
];

/** Back to the other pages, from one that does not list the queues. */
function Pages({ current, admin }: { current: View["page"]; admin: boolean }) {
  return (
    <nav aria-label="Pages" class="order-last flex w-full gap-5 text-sm sm:order-none sm:ms-4 sm:w-auto">
      {PAGES.filter(([, { page }]) => admin || page !== "integrations").map(([name, view]) => (
        <a
          key={name}
          {...linkTo(view)}
          aria-current={view.page === current ? "page" : undefined}
          class={`py-1 ${view.page === current ? "border-accent border-b-2 font-medium" : "link"}`}
        >
          {name}
        </a>
      ))}
    </nav>
  );
}

function Account({ session, agent }: { session: Session; agent: Agent }) {
  return (
    <div class="flex w-full min-w-0 items-center justify-between gap-x-4 text-sm sm:w-auto">
      <span class="truncate text-muted" title={agent.user.email ?? undefined}>
        {agent.user.email}
      </span>
      <button type="button" class="link shrink-0 cursor-pointer py-1" onClick={() => void session.signOut()}>
        Sign out
      </button>
    </div>
  );
}

function Offline({ fill }: { fill: boolean | undefined }) {
  const isOnline = useStore(online);
  return (
    <div role="alert" class={`empty:hidden ${fill ? "m-2" : "mb-6"}`}>
      {!isOnline && (
        <Notice tone="warning">You are offline. What you see may be out of date; changes cannot be saved.</Notice>
      )}
    </div>
  );
}
