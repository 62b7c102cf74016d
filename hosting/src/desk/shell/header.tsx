import { follow, INTEGRATIONS, type Place, TICKETS } from "../address";
import type { Agent, Session } from "../session/session";

const PAGES: [Place["page"], string, string][] = [
  ["tickets", "Tickets", TICKETS],
  ["integrations", "Integrations", INTEGRATIONS],
];

/** Where an administrator can go; agents have one page only. */
export function Pages({ agent, current }: { agent: Agent; current: Place["page"] }) {
  if (!agent.admin) return null;
  return (
    <nav aria-label="Pages" class="order-last flex w-full gap-5 text-sm sm:order-none sm:ms-4 sm:w-auto">
      {PAGES.map(([page, name, address]) => (
        <a
          key={page}
          href={address}
          aria-current={page === current ? "page" : undefined}
          class={`py-1 ${page === current ? "border-accent border-b-2 font-medium" : "link"}`}
          onClick={follow}
        >
          {name}
        </a>
      ))}
    </nav>
  );
}

export function Account({ session, agent }: { session: Session; agent: Agent }) {
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
