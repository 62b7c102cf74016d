/** Requests in the name of somebody who is signed in. */

import { isStatus } from "../../shared/errors";
import { type Call, request } from "../../shared/request";
import { SessionEnded } from "../../shared/session-ended";

/**
 * Gives a person's ID token. Asked for every request, because a token lives for an hour only; `fresh` wants a new one.
 * Fails with NetworkError or SessionEnded.
 */
export type TokenSource = (fresh: boolean) => Promise<string>;

/** Fails with SessionEnded, and never with 401, when the server does not know the person any more. */
export abstract class SignedInApi {
  constructor(private readonly token: TokenSource) {}

  /** A token that is refused is replaced once: this computer's clock may be wrong about how long it was good. */
  protected async call<Answer>(path: string, call: Call): Promise<Answer> {
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
    const authorization = `Bearer ${await this.token(fresh)}`;
    return request(path, { ...call, headers: { ...call.headers, Authorization: authorization } });
  }
}
