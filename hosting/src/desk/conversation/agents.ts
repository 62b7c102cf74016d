import type { Agent } from "../../shared/contract";
import type { TicketApi } from "../tickets/api";
import { Store } from "../ui/store";

/** The agents by uid, read once a visit: names seldom change. Empty before the first answer. */
export class AgentNames extends Store<Record<string, Agent>> {
  private reading = false;

  constructor(private readonly api: TicketApi) {
    super({});
  }

  async read(): Promise<void> {
    if (this.reading) return;
    this.reading = true;
    try {
      const { results } = await this.api.listAgents();
      this.set(Object.fromEntries(results.map((agent) => [agent.uid, agent])));
    } catch {
      // Messages carry the names that their authors had. The next ticket that is opened tries again.
      this.reading = false;
    }
  }
}
