/** Requests in the name of the agent. */

import { isStatus } from "../../shared/errors";
import { type Call, request } from "../../shared/request";
import { SessionEnded } from "../ui/explain";
import type { Agent, Session } from "./session";

/**
 * What an agent asks the server, whatever about. When the server does not know the person any more it fails with
 * SessionEnded, never with 401, and the session ends here too.
 */
export abstract class SignedInApi {
  constructor(
    private readonly session: Session,
    private readonly agent: Agent,
    /** Called when the server knows the person and does not let them do what was asked. */
    private readonly forbidden: () => void,
  ) {}

  protected async call<Answer>(path: string, call: Call = {}): Promise<Answer> {
    try {
      return await this.sendTwice(path, call);
    } catch (error) {
      if (error instanceof SessionEnded) void this.session.signOut(error.message);
      if (isStatus(error, 403)) this.forbidden();
      throw error;
    }
  }

  /** A token that is refused is replaced once: this computer's clock may be wrong about how long it was good. */
  private async sendTwice<Answer>(path: string, call: Call): Promise<Answer> {
    try {
      return await this.send(path, call, false);
    } catch (error) {
      if (!isStatus(error, 401)) throw error;
    }
    try {
      return await this.send(path, call, true);
    } catch (error) {
      throw isStatus(error, 401) ? new SessionEnded() : error;
    }
  }

  private async send<Answer>(path: string, call: Call, fresh: boolean): Promise<Answer> {
    const authorization = `Bearer ${await this.agent.identity.token(this.agent.user, fresh)}`;
    return request(path, { ...call, headers: { ...call.headers, Authorization: authorization } });
  }
}
