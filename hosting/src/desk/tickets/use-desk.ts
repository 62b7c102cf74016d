import { useEffect, useState } from "preact/hooks";
import { onDemand } from "../session/on-demand";
import type { Agent, Session } from "../session/session";
import { TicketApi } from "./api";
import { DeskStore } from "./desk-store";
import { Edits } from "./edits";
import { Freshness } from "./freshness";
import { NewTicketStore } from "./new-ticket";
import { Notifications } from "./notifications";
import { PresenceStore } from "./presence";
import type { Shown } from "./state";
import { TeamStore } from "./team";

type Changed = (newest: string | null) => void;

/** What the parts of the desk work with. */
export interface Tools {
  desk: DeskStore;
  edits: Edits;
  team: TeamStore;
  presence: PresenceStore;
  newTicket: NewTicketStore;
  notifications: Notifications;
  /** The agent's, under which their preferences and drafts are kept. */
  uid: string;
  admin: boolean;
  /** Calls back with the id of a ticket's newest message, as far as that is heard of. Returns how to stop. */
  follow: (ticket: string, changed: Changed) => () => void;
}

function follow({ identity, config }: Agent, ticket: string, changed: Changed): () => void {
  let stop: (() => void) | null = null;
  let wanted = true;
  onDemand(() => import("./live")).then(
    ({ listenToMessages }) => {
      if (wanted) stop = listenToMessages(identity.app, config.emulators, ticket, changed);
    },
    // The desk itself needs the same part, and says that it does not come.
    () => {},
  );
  return () => {
    wanted = false;
    stop?.();
  };
}

function openTools(session: Session, agent: Agent, shown: Shown): Tools {
  const api = new TicketApi(session, agent, () => session.refuse());
  const desk = new DeskStore(api, shown);
  const team = new TeamStore(api);
  return {
    desk,
    edits: new Edits(desk, team),
    team,
    presence: new PresenceStore(api),
    newTicket: new NewTicketStore(api),
    notifications: new Notifications(agent),
    uid: agent.user.uid,
    admin: agent.admin,
    follow: (ticket, changed) => follow(agent, ticket, changed),
  };
}

/** The tools of this visit; the desk reads and stays fresh as long as the component lives. */
export function useDesk(session: Session, agent: Agent, shown: Shown): Tools {
  const [tools] = useState(() => openTools(session, agent, shown));
  useEffect(() => {
    const { desk } = tools;
    desk.start();
    void tools.team.read();
    tools.presence.start();
    tools.notifications.start();
    const freshness = new Freshness(desk, agent);
    freshness.start();
    session.onSignOut = () => tools.presence.leave();
    return () => {
      freshness.stop();
      tools.notifications.stop();
      tools.presence.stop();
      // Without a session there is nobody to say it; the server forgets them soon.
      if (session.state.phase === "agent") void tools.presence.leave();
      desk.stop();
    };
  }, [tools, session, agent]);
  return tools;
}
