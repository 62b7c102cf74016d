import { useEffect, useState } from "preact/hooks";
import type { Tools } from "../tickets/use-desk";
import { AgentNames } from "./agents";
import { Outbox } from "./outbox";

/** What conversations share, whichever ticket is open. */
export interface Talk {
  outbox: Outbox;
  agents: AgentNames;
}

/** It sends what is to be sent when the component goes. */
export function useTalk({ desk, uid }: Tools): Talk {
  const [talk] = useState(() => ({ outbox: new Outbox(desk, uid), agents: new AgentNames(desk.api) }));
  useEffect(() => {
    talk.outbox.start();
    return () => talk.outbox.stop();
  }, [talk]);
  return talk;
}
