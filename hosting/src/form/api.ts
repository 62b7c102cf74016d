/** What may be called without signing in. */

import type { Classification, ClassifyRequest, CreatedTicket, NewTicket } from "../shared/contract";
import { request, wake } from "../shared/request";

/** The server ends a classification after 10 s by itself. */
const CLASSIFY_TIMEOUT_MS = 12_000;

/** The same key with the same ticket never makes a second ticket. */
export function createTicket(ticket: NewTicket, key: string): Promise<CreatedTicket> {
  return request("/api/tickets", { method: "POST", body: ticket, headers: { "Idempotency-Key": key } });
}

export function classify(description: string, signal: AbortSignal): Promise<Classification> {
  const body: ClassifyRequest = { description };
  return request("/api/tickets/classify", { method: "POST", body, signal, timeoutMs: CLASSIFY_TIMEOUT_MS });
}

let isWoken = false;

/** Starts the classifier, once a page: it starts slowly, and so is ready by the time there is a text. */
export function wakeClassifier(): void {
  if (!isWoken) void wake("/api/tickets/classify");
  isWoken = true;
}
