import { useEffect, useState } from "preact/hooks";
import type { TeamStore } from "../tickets/team";
import type { Tools } from "../tickets/use-desk";
import { Outbox } from "./outbox";

/** What conversations share, whichever ticket is open. */
export interface Talk {
  outbox: Outbox;
  team: TeamStore;
}

/** It sends what is to be sent when the component goes. */
export function useTalk({ desk, uid, team }: Tools): Talk {
  const [talk] = useState(() => ({ outbox: new Outbox(desk, uid), team }));
  useEffect(() => {
    talk.outbox.start();
    return () => talk.outbox.stop();
  }, [talk]);
  return talk;
}
