import { useEffect, useState } from "preact/hooks";
import type { Agent, Session } from "../session/session";
import { TicketApi } from "./api";
import { DeskStore } from "./desk-store";
import { Edits } from "./edits";
import { Freshness } from "./freshness";
import type { Shown } from "./state";

/** What the parts of the desk work with. */
export interface Tools {
  desk: DeskStore;
  edits: Edits;
  /** The agent's, under which their preferences are kept. */
  uid: string;
}

function openTools(session: Session, agent: Agent, shown: Shown): Tools {
  const api = new TicketApi(session, agent, () => session.refuse());
  const desk = new DeskStore(api, shown);
  return { desk, edits: new Edits(desk), uid: agent.user.uid };
}

/** The tools of this visit; the desk reads and stays fresh as long as the component lives. */
export function useDesk(session: Session, agent: Agent, shown: Shown): Tools {
  const [tools] = useState(() => openTools(session, agent, shown));
  useEffect(() => {
    const { desk } = tools;
    desk.start();
    const freshness = new Freshness(desk, agent);
    freshness.start();
    return () => {
      freshness.stop();
      desk.stop();
    };
  }, [tools, agent]);
  return tools;
}
