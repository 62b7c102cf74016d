/** What agents ask the server about tickets. */

import type {
  AgentList,
  Colleagues,
  CreatedTicket,
  Message,
  MessagePage,
  MessagePatch,
  NewLink,
  NewMessage,
  NewTicket,
  NewView,
  PostedMessage,
  QueueList,
  Ticket,
  TicketHistory,
  TicketPage,
  TicketPatch,
  TicketStats,
  UploadedAttachment,
  View,
  ViewList,
  ViewPatch,
} from "../../shared/contract";
import type { Call } from "../../shared/request";
import { SignedInApi } from "../session/api";
import { apiQueryOf, type Filters } from "./filters";

type PageQuery = { cursor: string; page_size: number; count?: "true" };

/** A path and what is sent there. */
type Upload = [string, Call];

/** 26 digits of Crockford's base 32. */
const TICKET_ID = /^[0-9a-hjkmnp-tv-z]{26}$/;

/** Anything else, put into a path of the API, may be the address of something that is no ticket. */
export function isTicketId(id: string): boolean {
  return TICKET_ID.test(id);
}

function pathOf(id: string): string {
  return `/api/tickets/${encodeURIComponent(id)}`;
}

export class TicketApi extends SignedInApi {
  /** A page of the tickets that fit; from the cursor on, unless that is "". With `count` it says how many there are. */
  listTickets(filters: Filters, page: PageQuery, signal: AbortSignal): Promise<TicketPage> {
    return this.call(`/api/tickets?${apiQueryOf(filters, page)}`, { signal });
  }

  getTicket(id: string): Promise<Ticket> {
    return this.call(pathOf(id));
  }

  /** The same key with the same ticket never opens a second one. */
  createTicket(ticket: NewTicket, key: string): Promise<CreatedTicket> {
    return this.call("/api/tickets", { method: "POST", body: ticket, headers: { "Idempotency-Key": key } });
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

  /** A page of the conversation, newest first; from the cursor on, if one is given. */
  listMessages(id: string, cursor: string | null): Promise<MessagePage> {
    const query = new URLSearchParams({ order: "newest", ...(cursor !== null && { cursor }) });
    return this.call(`${pathOf(id)}/messages?${query}`);
  }

  /**
   * The same key with the same message never posts a second one. Fails with 412 if another message is the newest by now.
   * `leaving`: the page may go before the answer comes.
   */
  postMessage(id: string, message: NewMessage, key: string, leaving: boolean): Promise<PostedMessage> {
    const headers = { "Idempotency-Key": key };
    return this.call(`${pathOf(id)}/messages`, { method: "POST", body: message, headers, keepalive: leaving });
  }

  /** The mail as it came in: that of a message, or that which opened the ticket. Fails with 404 when it is gone. */
  originalMail(id: string, message: string | null): Promise<Blob> {
    return this.call(`${pathOf(id)}${message === null ? "" : `/messages/${message}`}/original`, { read: "blob" });
  }

  /** `upload` is the call that sends a file; it has to be attached within a day. */
  uploadFile([path, call]: Upload): Promise<UploadedAttachment> {
    return this.call(path, call);
  }

  readFile(id: string): Promise<Blob> {
    return this.call(`/api/attachments/${encodeURIComponent(id)}`, { read: "blob" });
  }

  changeNote(id: string, message: string, patch: MessagePatch): Promise<Message> {
    return this.call(`${pathOf(id)}/messages/${message}`, { method: "PATCH", body: patch });
  }

  /** What is left of the message. */
  deleteMessage(id: string, message: string): Promise<Message> {
    return this.call(`${pathOf(id)}/messages/${message}`, { method: "DELETE" });
  }

  /** The desk's queues and the agent's views, each with how many tickets it has. */
  listQueues(): Promise<QueueList> {
    return this.call("/api/queues");
  }

  /** Says which ticket the agent has open; answers who else has. `leaving`: the page may go before the answer comes. */
  postPresence(ticket: string | null, leaving: boolean): Promise<Colleagues> {
    return this.call("/api/presence", { method: "POST", body: { ticket }, keepalive: leaving });
  }

  listViews(): Promise<ViewList> {
    return this.call("/api/views");
  }

  createView(view: NewView): Promise<View> {
    return this.call("/api/views", { method: "POST", body: view });
  }

  changeView(id: string, patch: ViewPatch): Promise<View> {
    return this.call(`/api/views/${id}`, { method: "PATCH", body: patch });
  }

  deleteView(id: string): Promise<void> {
    return this.call(`/api/views/${id}`, { method: "DELETE" });
  }

  listAgents(): Promise<AgentList> {
    return this.call("/api/agents");
  }
}
