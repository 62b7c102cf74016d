import { useEffect, useState } from "preact/hooks";
import { AgentApi } from "../shared/api";
import { DeskStore } from "./desk-store";
import { addressOf, type Filters, filtersOf } from "./filters";
import { Freshness } from "./freshness";
import type { Agent, Session } from "./session";

function openStore(session: Session, agent: Agent): DeskStore {
  const api = new AgentApi((fresh) => agent.identity.token(agent.user, fresh));
  const unwelcome = {
    ended: (message: string): void => void session.signOut(message),
    noAgent: (): void => session.refuse(),
  };
  return new DeskStore(api, unwelcome, filtersOf(window.location.search));
}

/** The store of this visit, which reads and stays fresh as long as the component lives. */
export function useDesk(session: Session, agent: Agent): DeskStore {
  const [desk] = useState(() => openStore(session, agent));
  useEffect(() => {
    void desk.show(desk.state.filters);
    void desk.readStats();
    const freshness = new Freshness(desk, agent);
    freshness.start();
    const goBack = (): void => void desk.show(filtersOf(window.location.search));
    window.addEventListener("popstate", goBack);
    return () => {
      window.removeEventListener("popstate", goBack);
      freshness.stop();
      desk.stop();
    };
  }, [desk, agent]);
  return desk;
}

/** Shows the list with these filters and says so in the address, as a step that the back button undoes. */
export function applyFilters(desk: DeskStore, filters: Filters): void {
  window.history.pushState(null, "", addressOf(filters));
  void desk.show(filters);
}

/** The same while somebody types, where every pause would be a step of its own. */
export function applySearch(desk: DeskStore, filters: Filters): void {
  window.history.replaceState(null, "", addressOf(filters));
  void desk.show(filters);
}
