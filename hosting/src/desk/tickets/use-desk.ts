import { useEffect, useState } from "preact/hooks";
import { ExportStore } from "../list/export-store";
import type { Agent, Session } from "../session/session";
import { TicketApi } from "./api";
import { DeskStore } from "./desk-store";
import { Edits } from "./edits";
import { Freshness } from "./freshness";
import { Navigation } from "./navigation";
import { viewOf } from "./view";

/** What the parts of the desk work with. */
export interface Tools {
  desk: DeskStore;
  edits: Edits;
  navigation: Navigation;
  exporting: ExportStore;
  /** The agent's, under which their preferences are kept. */
  uid: string;
}

function openTools(session: Session, agent: Agent): Tools {
  const api = new TicketApi(session, agent, () => session.refuse());
  const desk = new DeskStore(api, viewOf(window.location.search));
  return {
    desk,
    edits: new Edits(desk),
    navigation: new Navigation(desk),
    exporting: new ExportStore(desk),
    uid: agent.user.uid,
  };
}

/** The tools of this visit; the desk reads and stays fresh as long as the component lives. */
export function useDesk(session: Session, agent: Agent): Tools {
  const [tools] = useState(() => openTools(session, agent));
  useEffect(() => {
    const { desk, navigation, exporting } = tools;
    desk.start();
    const freshness = new Freshness(desk, agent);
    freshness.start();
    const stopNavigation = navigation.start();
    return () => {
      stopNavigation();
      freshness.stop();
      exporting.cancel();
      desk.stop();
    };
  }, [tools, agent]);
  return tools;
}
