import { useEffect, useState } from "preact/hooks";
import type { TeamStore } from "../tickets/team";
import type { Tools } from "../tickets/use-desk";
import { FilesOnTheirWay } from "./files";
import { Outbox } from "./outbox";

/** What conversations share, whichever ticket is open. */
export interface Talk {
  outbox: Outbox;
  team: TeamStore;
  files: FilesOnTheirWay;
}

/** It sends what is to be sent when the component goes. */
export function useTalk(tools: Tools): Talk {
  const [talk] = useState(() => {
    const outbox = new Outbox(tools.desk, tools.uid);
    return { outbox, team: tools.team, files: new FilesOnTheirWay(tools, outbox) };
  });
  useEffect(() => {
    talk.outbox.start();
    return () => talk.outbox.stop();
  }, [talk]);
  return talk;
}
