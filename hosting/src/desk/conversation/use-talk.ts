import { useEffect, useState } from "preact/hooks";
import type { Tools } from "../tickets/use-desk";
import { Outbox } from "./outbox";
import { TeamStore } from "./team";

/** What conversations share, whichever ticket is open. */
export interface Talk {
  outbox: Outbox;
  team: TeamStore;
}

/** It sends what is to be sent when the component goes. */
export function useTalk({ desk, uid }: Tools): Talk {
  const [talk] = useState(() => ({ outbox: new Outbox(desk, uid), team: new TeamStore(desk.api) }));
  useEffect(() => {
    talk.outbox.start();
    return () => talk.outbox.stop();
  }, [talk]);
  return talk;
}
