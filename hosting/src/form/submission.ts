import { createTicket } from "../shared/api";
import type { CreatedTicket, NewTicket } from "../shared/contract";

/** Sends tickets. The same ticket keeps its idempotency key until it has arrived, so that trying again makes no second one. */
export class Submission {
  private key = "";
  private body = "";

  async send(ticket: NewTicket): Promise<CreatedTicket> {
    const body = JSON.stringify(ticket);
    if (body !== this.body) {
      this.body = body;
      this.key = crypto.randomUUID();
    }
    const created = await createTicket(ticket, this.key);
    this.body = "";
    return created;
  }
}
