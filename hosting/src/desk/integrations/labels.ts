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

export const SCOPE_NAMES: Record<Scope, string> = {
  "tickets:create": "Create tickets",
  "tickets:update": "Change tickets",
  "tickets:read": "Read tickets and messages",
  "tickets:reply": "Write replies and notes",
  "notes:read": "Read notes, and search",
};

export const SCOPES = Object.keys(SCOPE_NAMES) as Scope[];

/** "Ticket created, ticket resolved" */
function listed<Value extends string>(values: readonly Value[], names: Record<Value, string>): string {
  return values.map((value, place) => (place > 0 ? names[value].toLowerCase() : names[value])).join(", ");
}

/** In the order in which they are offered. */
export function scopeText(scopes: readonly Scope[]): string {
  return listed(
    SCOPES.filter((it) => scopes.includes(it)),
    SCOPE_NAMES,
  );
}

export function eventsText(events: readonly WebhookEvent[]): string {
  return listed(events, EVENT_NAMES);
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
