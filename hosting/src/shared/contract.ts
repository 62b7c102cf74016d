// Written by scripts/check/contract.py from openapi.json; change the models that this is written from.

export const TITLE_MAX = 200;
export const DESCRIPTION_MAX = 10000;
export const NAME_MAX = 100;
export const EMAIL_MAX = 254;
export const SEARCH_MAX = 200;
export const PAGE_SIZE_MAX = 100;
export const PAGE_SIZE_DEFAULT = 20;
export const COUNT_MAX = 1000;

export type ActorKind = "agent" | "integration" | "gemini" | "local" | "system";

export const CATEGORIES = ["billing", "technical", "account", "general"] as const;
export type Category = (typeof CATEGORIES)[number];

export type ChangedField = "status" | "category" | "priority" | "link" | "quarantine" | "personal_data";

export type Confidence = "high" | "medium" | "low";

export type DeliveryState = "pending" | "delivered" | "failed" | "dropped";

export const PRIORITIES = ["low", "medium", "high", "critical"] as const;
export type Priority = (typeof PRIORITIES)[number];

export type Scope = "tickets:create" | "tickets:update";

export type Setter = "submitter" | "agent" | "integration" | "rules" | "local" | "gemini";

export type Source = "gemini" | "local";

export type Status = "open" | "in_progress" | "resolved" | "closed";

export type WebhookEvent = "ticket.created" | "ticket.updated" | "ticket.resolved";

/** Who made a change. */
export interface Actor {
  kind: ActorKind;
  name: string;
}

/** An API key as admins see it; the key itself is known to its holder alone. */
export interface ApiKey {
  id: string;
  name: string;
  scopes: Scope[];
  created_at: string;
  created_by: string;
  last_used_at: string | null;
  revoked_at: string | null;
}

/** Every API key, revoked ones included, newest first. */
export interface ApiKeyList {
  results: ApiKey[];
}

/** One version of a ticket: who made it of the one before, and how. */
export interface Change {
  version: number;
  at: string;
  by: Actor;
  changes: FieldChange[];
}

export interface ChangedValue {
  before: string;
  after: string;
}

/** What `classify_ticket` answers. */
export interface Classification {
  suggested_category: Category;
  suggested_priority: Priority;
  source: Source;
  confidence: Confidence;
  reason: string;
  warning?: string;
}

export interface ClassifyRequest {
  description: string;
}

/** Whom to answer, as it was accepted. */
export interface Contact {
  name: string | null;
  email: string | null;
}

/** An API key as it is answered to the admin who creates it, this once. */
export interface CreatedApiKey {
  id: string;
  name: string;
  scopes: Scope[];
  created_at: string;
  created_by: string;
  last_used_at: string | null;
  revoked_at: string | null;
  key: string;
}

/** A ticket as its creator sees it, this once; nothing in it tells whether it is in quarantine. */
export interface CreatedTicket {
  id: string;
  reference: string;
  title: string;
  description: string;
  category: Category;
  priority: Priority;
  status: Status;
  version: number;
  created_at: string;
  updated_at: string;
  resolved_at: string | null;
  channel: string;
  requester: Contact | null;
  set_by: SetBy;
  suggestion: Suggested | null;
  tracking_token: string;
  confirmed_by_mail: boolean;
}

export interface Day {
  date: string;
  created: number;
  resolved: number;
}

/** One message to one endpoint, with what became of it. */
export interface Delivery {
  id: string;
  type: WebhookEvent;
  ticket_id: string;
  sequence: number;
  state: DeliveryState;
  attempts: DeliveryAttempt[];
  created_at: string;
  next_attempt_at: string | null;
}

export interface DeliveryAttempt {
  at: string;
  status: number | null;
  error: string | null;
  latency_ms: number;
  response_start: string;
}

export interface DeliveryPage {
  results: Delivery[];
  next_cursor: string | null;
}

export interface FieldChange {
  field: ChangedField;
  before: string;
  after: string;
}

export interface FieldError {
  field: string;
  message: string;
}

/** What an admin sends to create an API key. */
export interface NewApiKey {
  name: string;
  scopes: Scope[];
}

/** A new private status link; every older one of the ticket is void. */
export interface NewLink {
  id: string;
  tracking_token: string;
  version: number;
}

/** What a person or a program sends to open a ticket. */
export interface NewTicket {
  title: string;
  description: string;
  category?: Category;
  priority?: Priority;
  requester?: Requester;
  website?: string;
  elapsed_ms?: number;
}

/** What an admin sends to register an endpoint. */
export interface NewWebhook {
  url: string;
  events: WebhookEvent[];
  description?: string;
}

/** An endpoint as its creator sees it, this once. */
export interface NewWebhookEndpoint {
  secret: string;
  id: string;
  url: string;
  description: string;
  events: WebhookEvent[];
  enabled: boolean;
  disabled_reason: string | null;
  created_at: string;
  created_by: string;
  updated_at: string;
  failing_since: string | null;
  last_delivery_at: string | null;
  last_status: number | null;
}

/** RFC 9457 problem details, the body of every answer that is not a success. */
export interface Problem {
  type?: "about:blank";
  title: string;
  status: number;
  detail: string;
  errors?: FieldError[];
}

export interface ReplayQueued {
  queued: number;
}

/** One delivery, or all of a time: those whose `created_at` lies between two instants, both included. */
export interface ReplayRequest {
  delivery?: string;
  since?: string;
  until?: string;
}

/** Whom to answer; at least one of the two is given. */
export interface Requester {
  name?: string;
  email?: string;
}

export interface SetBy {
  category: Setter;
  priority: Setter;
}

export interface StatusAt {
  status: Status;
  at: string;
}

/** A category and a priority that a text suggests. */
export interface Suggested {
  category: Category;
  priority: Priority;
  source: Source;
  confidence: Confidence;
  model?: string | null;
}

/** A suggestion and what speaks for it, which only agents see: it quotes words of the text. */
export interface Suggestion {
  category: Category;
  priority: Priority;
  source: Source;
  confidence: Confidence;
  model?: string | null;
  reason: string;
  signals: string[];
}

/** How often people overrode what was suggested: by source, then by the value that was suggested. */
export interface SuggestionStats {
  category: Record<Source, Record<Category, Tally>>;
  priority: Record<Source, Record<Priority, Tally>>;
}

export interface Tally {
  suggested: number;
  overridden: number;
}

/** A ticket as agents see it. */
export interface Ticket {
  id: string;
  reference: string;
  title: string;
  description: string;
  category: Category;
  priority: Priority;
  status: Status;
  version: number;
  created_at: string;
  updated_at: string;
  resolved_at: string | null;
  channel: string;
  requester: Contact | null;
  set_by: SetBy;
  suggestion: Suggestion | null;
  quarantined: boolean;
  link_active: boolean;
  anonymised_at: string | null;
}

/** What happened to a ticket after it was opened, newest first. */
export interface TicketHistory {
  results: Change[];
  next_cursor: string | null;
}

export interface TicketPage {
  results: Ticket[];
  next_cursor: string | null;
  count?: number;
}

/** What may be changed of a ticket, and nothing else. */
export interface TicketPatch {
  status?: Status;
  category?: Category;
  priority?: Priority;
}

export interface TicketStats {
  status_breakdown: Record<Status, number>;
  category_breakdown: Record<Category, number>;
  priority_breakdown: Record<Priority, number>;
  total_tickets: number;
  open_tickets: number;
  avg_tickets_per_day: number;
  daily: Day[];
  suggestions: SuggestionStats;
}

/** What the holder of a tracking token may know. */
export interface TrackedTicket {
  reference: string;
  title: string;
  status: Status;
  category: Category;
  priority: Priority;
  created_at: string;
  updated_at: string;
  timeline: StatusAt[];
}

export interface WebhookEndpoint {
  id: string;
  url: string;
  description: string;
  events: WebhookEvent[];
  enabled: boolean;
  disabled_reason: string | null;
  created_at: string;
  created_by: string;
  updated_at: string;
  failing_since: string | null;
  last_delivery_at: string | null;
  last_status: number | null;
}

export interface WebhookEndpoints {
  results: WebhookEndpoint[];
}

export interface WebhookPatch {
  url?: string;
  events?: WebhookEvent[];
  description?: string;
  enabled?: boolean;
}

/** The body that an endpoint receives. */
export interface WebhookPayload {
  type: WebhookEvent;
  timestamp: string;
  data: WebhookTicket;
}

export interface WebhookSecret {
  secret: string;
}

/** A ticket as endpoints are sent it: nothing that a person wrote. */
export interface WebhookTicket {
  id: string;
  reference: string;
  status: Status;
  category: Category;
  priority: Priority;
  sequence: number;
  changed: Record<string, ChangedValue>;
}
