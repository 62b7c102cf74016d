/** What an administrator's pages work with: the API, and one place that hears when it lets the person in no more. */

import type { FieldError } from "../../shared/contract";
import { ApiError, isStatus } from "../../shared/errors";
import { SessionEnded } from "../../shared/session-ended";
import type { Agent, Session } from "../session/session";
import { explain } from "../ui/explain";
import { Store } from "../ui/store";
import { AdminApi } from "./admin-api";

/** A failure as a sentence for the person, with what the server said of single fields. */
export class Refused extends Error {
  override name = "Refused";
  readonly fields: FieldError[];

  constructor(cause: unknown) {
    super(explain(cause), { cause });
    this.fields = cause instanceof ApiError ? cause.fields : [];
  }
}

/** Its state is whether the person may be here. */
export class Admin extends Store<boolean> {
  private readonly api: AdminApi;

  constructor(
    private readonly session: Session,
    agent: Agent,
  ) {
    super(agent.admin);
    this.api = new AdminApi((fresh) => agent.identity.token(agent.user, fresh));
  }

  /** The answer of the API. Fails with Refused. */
  async ask<Answer>(question: (api: AdminApi) => Promise<Answer>): Promise<Answer> {
    try {
      return await question(this.api);
    } catch (error) {
      if (error instanceof SessionEnded) void this.session.signOut(error.message);
      if (isStatus(error, 403)) this.set(false);
      throw new Refused(error);
    }
  }
}
