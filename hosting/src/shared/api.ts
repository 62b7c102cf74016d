/** What only agents may call; a module of its own, so that the public pages do not carry it. */

import type { NewLink, Ticket, TicketHistory, TicketPage, TicketPatch, TicketQuery, TicketStats } from "./contract";
import { isStatus } from "./errors";
import { type Call, request } from "./request";
import { SessionEnded } from "./session-ended";

/**
 * Gives an agent's ID token. Asked for every request, because a token lives for an hour only; `fresh` wants a new one.
 * Fails with NetworkError or SessionEnded.
 */
export type TokenSource = (fresh: boolean) => Promise<string>;

function pathOf(id: string): string {
  return `/api/tickets/${encodeURIComponent(id)}`;
}

/** What only agents may call. Fails with SessionEnded, and never with 401, when the server does not know them any more. */
export class AgentApi {
  constructor(private readonly token: TokenSource) {}

  listTickets(query: TicketQuery, signal?: AbortSignal): Promise<TicketPage> {
    const given = Object.entries(query).filter(([, value]) => value !== "");
    const search = new URLSearchParams(given.map(([name, value]) => [name, String(value)]));
    return this.call(`/api/tickets?${search}`, { signal });
  }

  getTicket(id: string): Promise<Ticket> {
    return this.call(pathOf(id), {});
  }

  /** Changes the ticket only if it still has that version; else fails with 412. */
  updateTicket(id: string, patch: TicketPatch, version: number): Promise<Ticket> {
    const headers = { "If-Match": `"${version}"` };
    return this.call(pathOf(id), { method: "PATCH", body: patch, headers });
  }

  stats(): Promise<TicketStats> {
    return this.call("/api/tickets/stats", {});
  }

  /** What happened to a ticket, newest first; from the cursor on, if one is given. */
  ticketHistory(id: string, cursor: string | null): Promise<TicketHistory> {
    const query = cursor === null ? "" : `?${new URLSearchParams({ cursor })}`;
    return this.call(`${pathOf(id)}/history${query}`, {});
  }

  /** Makes a new status link and ends the one before. */
  renewLink(id: string): Promise<NewLink> {
    return this.call(`${pathOf(id)}/link`, { method: "POST" });
  }

  revokeLink(id: string): Promise<Ticket> {
    return this.call(`${pathOf(id)}/link`, { method: "DELETE" });
  }

  /** Takes a ticket out of quarantine. */
  releaseTicket(id: string): Promise<Ticket> {
    return this.call(`${pathOf(id)}/release`, { method: "POST" });
  }

  /** A token that is refused is replaced once: this computer's clock may be wrong about how long it was good. */
  private async call<Answer>(path: string, call: Call): Promise<Answer> {
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
