/** The one place that talks to the server: every endpoint of the contract, and failures as three kinds of error. */

import type {
  Classification,
  ClassifyRequest,
  CreatedTicket,
  NewLink,
  NewTicket,
  Problem,
  Ticket,
  TicketHistory,
  TicketPage,
  TicketPatch,
  TicketQuery,
  TicketStats,
  TrackedTicket,
} from "./contract";
import { ApiError, isAbort, isStatus, NetworkError, SessionEnded, TimeoutError } from "./errors";

/**
 * Gives an agent's ID token. Asked for every request, because a token lives for an hour only; `fresh` wants a new one.
 * Fails with NetworkError or SessionEnded.
 */
export type TokenSource = (fresh: boolean) => Promise<string>;

interface Call {
  method?: "GET" | "POST" | "PATCH" | "DELETE";
  headers?: Record<string, string>;
  body?: unknown;
  signal?: AbortSignal | undefined;
  timeoutMs?: number;
}

const TIMEOUT_MS = 30_000;
/** The server ends a classification after 10 s by itself. */
const CLASSIFY_TIMEOUT_MS = 12_000;

function translate(error: unknown): Error {
  if (error instanceof DOMException && error.name === "TimeoutError") return new TimeoutError("no answer in time");
  if (error instanceof Error && isAbort(error)) return error;
  return new NetworkError("no readable answer", { cause: error });
}

async function problemOf(response: Response): Promise<ApiError> {
  const wait = Number(response.headers.get("Retry-After") ?? Number.NaN);
  const retryAfter = Number.isFinite(wait) ? wait : null;
  if (response.headers.get("Content-Type")?.startsWith("application/problem+json")) {
    return new ApiError((await response.json()) as Problem, retryAfter);
  }
  const title = response.statusText || `HTTP ${response.status}`;
  return new ApiError({ title, status: response.status, detail: "" }, retryAfter);
}

async function request<Answer>(path: string, call: Call): Promise<Answer> {
  const timeout = AbortSignal.timeout(call.timeoutMs ?? TIMEOUT_MS);
  const init: RequestInit = {
    method: call.method ?? "GET",
    headers: { ...call.headers },
    signal: call.signal ? AbortSignal.any([call.signal, timeout]) : timeout,
    cache: "no-store",
  };
  if (call.body !== undefined) {
    init.headers = { ...init.headers, "Content-Type": "application/json" };
    init.body = JSON.stringify(call.body);
  }
  let failure: ApiError;
  try {
    const response = await fetch(path, init);
    if (response.ok) return (await response.json()) as Answer;
    failure = await problemOf(response);
  } catch (error) {
    throw translate(error);
  }
  throw failure;
}

export function getJson<Answer>(path: string): Promise<Answer> {
  return request<Answer>(path, {});
}

/** The same key with the same ticket never makes a second ticket. */
export function createTicket(ticket: NewTicket, key: string): Promise<CreatedTicket> {
  return request("/api/tickets", { method: "POST", body: ticket, headers: { "Idempotency-Key": key } });
}

export function classify(description: string, signal: AbortSignal): Promise<Classification> {
  const body: ClassifyRequest = { description };
  return request("/api/tickets/classify", { method: "POST", body, signal, timeoutMs: CLASSIFY_TIMEOUT_MS });
}

export function trackTicket(id: string, token: string): Promise<TrackedTicket> {
  return request(`/api/track/${encodeURIComponent(id)}`, { headers: { "X-Tracking-Token": token } });
}

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
