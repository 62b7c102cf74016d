import type { Ticket } from "../../shared/contract";
import { Store } from "../ui/store";
import type { TicketApi } from "./api";

interface Entered {
  title: string;
  description: string;
}

export interface Opening extends Entered {
  /** The ticket beside whose requester it was asked for. */
  beside: Ticket;
  shown: boolean;
}

const NOTHING: Entered = { title: "", description: "" };

/** A ticket that an agent opens for the requester of another one. What was entered stays until it is sent. */
export class NewTicketStore extends Store<Opening | null> {
  private key = "";

  constructor(private readonly api: TicketApi) {
    super(null);
  }

  /** Asks for it, if the ticket has a requester. */
  ask(beside: Ticket): void {
    if (!beside.requester) return;
    const before = this.state;
    const isSame = before !== null && nameOf(before.beside) === nameOf(beside);
    if (!isSame) this.key = crypto.randomUUID();
    this.set({ ...(isSame ? before : NOTHING), beside, shown: true });
  }

  enter(part: Partial<Entered>): void {
    // Another text under the same key would be refused.
    this.key = crypto.randomUUID();
    if (this.state) this.set({ ...this.state, ...part });
  }

  hide(): void {
    if (this.state) this.set({ ...this.state, shown: false });
  }

  /** The id of the new ticket. However often the same text is sent, it opens one. */
  async send(): Promise<string | null> {
    if (!this.state) return null;
    const { title, description, beside } = this.state;
    const { requester, language } = beside;
    const { id } = await this.api.createTicket({ title, description, requester, language }, this.key);
    if (this.state.beside === beside) this.enter(NOTHING);
    return id;
  }
}

/** The requester, in one line. */
export function nameOf({ requester }: Ticket): string {
  const { name, email } = requester ?? {};
  return name && email ? `${name} (${email})` : (name ?? email ?? "");
}
