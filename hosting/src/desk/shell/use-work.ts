import { useEffect } from "preact/hooks";
import { router, TICKETS, type View } from "../address";
import type { Actions } from "../list/shortcuts";
import { START } from "../tickets/filters";
import { type DeskState, neighbourOf } from "../tickets/state";
import type { Tools } from "../tickets/use-desk";
import { listenForCommands } from "./commands";

/** What the desk does around what is on screen. */
export function useWork(tools: Tools, state: DeskState, page: View["page"], actions: Actions): void {
  useEffect(() => router.subscribe(() => router.state.page === "tickets" && tools.desk.show(router.state)), [tools]);
  useEffect(() => listenForCommands(tools, actions), [tools, actions]);
  useStart(state);
  useMoves(tools);
  usePresence(tools, page === "tickets" ? (state.opened?.id ?? null) : null);
  useEffect(() => {
    tools.notifications.onOpen = (ticket) => router.go({ ...TICKETS, filters: tools.desk.state.filters, ticket });
  }, [tools]);
  useTitle(state);
}

/** Done with a ticket, one goes on with the next; to take that back, one comes back. */
function useMoves({ desk, edits }: Tools): void {
  useEffect(() => {
    const isOpen = (id: string): boolean => desk.state.opened?.id === id;
    edits.onSettled = (id) => {
      const next = isOpen(id) ? neighbourOf(desk.state, id, 1) : null;
      if (next) router.open(next);
    };
    edits.onUndone = (id) => {
      if (desk.state.opened) router.open(id);
    };
  }, [desk, edits]);
}

/** The ticket stays open for when one comes back from another page, but one is not there meanwhile. */
function usePresence({ presence }: Tools, id: string | null): void {
  useEffect(() => presence.show(id), [presence, id]);
}

/** One begins with what is one's own, or with what is nobody's. */
function useStart({ filters, queues, queuesFailure }: DeskState): void {
  const isStart = filters.queue === START;
  useEffect(() => {
    if (!isStart || router.state.page !== "tickets" || !(queues || queuesFailure)) return;
    router.begin(queues?.some(({ id, count }) => id === "mine" && count > 0) ? "mine" : "unassigned");
  }, [isStart, queues, queuesFailure]);
}

/** How many tickets are mine, also while one looks at another tab. */
function useTitle({ queues }: DeskState): void {
  const mine = queues?.find(({ id }) => id === "mine")?.count ?? 0;
  useEffect(() => {
    document.title = mine > 0 ? `(${mine}) Support desk` : "Support desk";
  }, [mine]);
}
