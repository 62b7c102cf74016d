/** What agents ask the server about tickets. */

import type {
  NewLink,
  Ticket,
  TicketHistory,
  TicketPage,
  TicketPatch,
  TicketQuery,
  TicketStats,
} from "../../shared/contract";
import { SignedInApi } from "../session/api";

function pathOf(id: string): string {
  return `/api/tickets/${encodeURIComponent(id)}`;
}

export class TicketApi extends SignedInApi {
  listTickets(query: TicketQuery, signal?: AbortSignal): Promise<TicketPage> {
    const given = Object.entries(query).filter(([, value]) => value !== "");
    const search = new URLSearchParams(given.map(([name, value]) => [name, String(value)]));
    return this.call(`/api/tickets?${search}`, { signal });
  }

  getTicket(id: string): Promise<Ticket> {
    return this.call(pathOf(id));
  }

  /** Changes the ticket only if it still has that version; else fails with 412. */
  updateTicket(id: string, patch: TicketPatch, version: number): Promise<Ticket> {
    const headers = { "If-Match": `"${version}"` };
    return this.call(pathOf(id), { method: "PATCH", body: patch, headers });
  }

  stats(): Promise<TicketStats> {
    return this.call("/api/tickets/stats");
  }

  /** What happened to a ticket, newest first; from the cursor on, if one is given. */
  ticketHistory(id: string, cursor: string | null): Promise<TicketHistory> {
    const query = cursor === null ? "" : `?${new URLSearchParams({ cursor })}`;
    return this.call(`${pathOf(id)}/history${query}`);
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
}
