/** Keys, endpoints and deliveries as words for administrators. */

import type {
  Delivery,
  DeliveryAttempt,
  DeliveryState,
  Scope,
  WebhookEndpoint,
  WebhookEvent,
} from "../../shared/contract";
import type { Tone } from "../../shared/tones";

interface Look {
  label: string;
  tone: Tone;
}

export const EVENT_NAMES: Record<WebhookEvent, string> = {
  "ticket.created": "Ticket created",
  "ticket.updated": "Ticket changed",
  "ticket.resolved": "Ticket resolved",
  "message.created": "Message posted",
};

export const EVENTS = Object.keys(EVENT_NAMES) as WebhookEvent[];

const DELIVERY_LOOKS: Record<DeliveryState, Look> = {
  pending: { label: "Waiting", tone: "info" },
  delivered: { label: "Delivered", tone: "success" },
  failed: { label: "Failed", tone: "danger" },
  dropped: { label: "Dropped", tone: "neutral" },
};

export function scopeText(scopes: Scope[]): string {
  return scopes.includes("tickets:update") ? "Create and change tickets" : "Create tickets";
}

/** "Ticket created, ticket resolved" */
export function eventsText(events: WebhookEvent[]): string {
  const names = events.map((event, place) => (place > 0 ? EVENT_NAMES[event].toLowerCase() : EVENT_NAMES[event]));
  return names.join(", ");
}

export function endpointLook({ enabled, disabled_reason, failing_since }: WebhookEndpoint): Look {
  if (enabled) return failing_since ? { label: "Failing", tone: "warning" } : { label: "On", tone: "success" };
  return disabled_reason ? { label: "Switched off", tone: "danger" } : { label: "Paused", tone: "neutral" };
}

export function deliveryLook({ state, attempts }: Delivery): Look {
  if (state === "pending" && attempts.length > 0) return { label: "Retrying", tone: "warning" };
  return DELIVERY_LOOKS[state];
}

/** "Answered 500 after 120 ms" */
export function attemptText({ status, latency_ms }: DeliveryAttempt): string {
  return status === null ? `No answer after ${latency_ms} ms` : `Answered ${status} after ${latency_ms} ms`;
}
