import type { Agent } from "../../shared/contract";
import { Store } from "../ui/store";
import type { TicketApi } from "./api";

export type Agents = Record<string, Agent>;

interface Team {
  /** By uid. */
  agents: Agents;
  /** Whether replies are mailed to requesters who gave an address. */
  sendsMail: boolean;
}

/** Who works here and how, read once a visit: it seldom changes. Empty before the first answer. */
export class TeamStore extends Store<Team> {
  private reading = false;

  constructor(private readonly api: TicketApi) {
    super({ agents: {}, sendsMail: false });
  }

  async read(): Promise<void> {
    if (this.reading) return;
    this.reading = true;
    try {
      const { results, sends_mail: sendsMail } = await this.api.listAgents();
      this.set({ agents: Object.fromEntries(results.map((agent) => [agent.uid, agent])), sendsMail });
    } catch {
      // Messages carry the names that their authors had. The next ticket that is opened tries again.
      this.reading = false;
    }
  }
}

/** What an agent is called; one who is not known any more has no name. */
export function nameOf(agents: Agents, uid: string | null): string {
  return uid === null ? "Nobody" : (agents[uid]?.name ?? "Another agent");
}
