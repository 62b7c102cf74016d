// Written by scripts/check/contract.py from openapi.json; change the models that this is written from.

export const TITLE_MAX = 200;
export const DESCRIPTION_MAX = 10000;
export const NAME_MAX = 100;
export const EMAIL_MAX = 254;
export const SEARCH_MAX = 200;
export const PAGE_SIZE_MAX = 100;
export const PAGE_SIZE_DEFAULT = 20;
export const MESSAGE_MAX = 20000;
export const ATTACHMENTS_MAX = 10;
export const FILE_MAX = 10485760;
export const COUNT_MAX = 1000;

export type ActorKind = "agent" | "integration" | "requester" | "gemini" | "local" | "system";

export type Authentication = "pass" | "fail" | "none";

export type AuthorKind = "agent" | "integration" | "requester";

export type Awaiting = "agent" | "requester";

export const CATEGORIES = ["billing", "technical", "account", "general"] as const;
export type Category = (typeof CATEGORIES)[number];

export type ChangedField =
  | "status"
  | "category"
  | "priority"
  | "assignee"
  | "tags"
  | "snoozed_until"
  | "link"
  | "quarantine"
  | "personal_data"
  | "message"
  | "follow_up";

export type Confidence = "high" | "medium" | "low";

export type DeliveryState = "pending" | "delivered" | "failed" | "dropped";

export type EmailState = "queued" | "sent" | "failed";

export type Language = "en" | "de" | "ar";

export type MessageChannel = "desk" | "page" | "api" | "email";

export type MessageKind = "reply" | "note" | "request";

export type Order = "oldest" | "newest";

export const PRIORITIES = ["low", "medium", "high", "critical"] as const;
export type Priority = (typeof PRIORITIES)[number];

export type Queue = "mine" | "unassigned" | "urgent" | "waiting" | "undelivered" | "open" | "resolved" | "quarantine";

export type QueueKind = "queue" | "view";

export type Remark = "encrypted" | "signed" | "calendar" | "winmail" | "different" | "shortened" | "unreadable";

export type Scope = "tickets:create" | "tickets:update" | "tickets:read" | "tickets:reply" | "notes:read";

export type SentKind = "reply" | "note";

export type Setter = "submitter" | "agent" | "integration" | "rules" | "local" | "gemini";

export type SharedKind = "reply" | "request";

export type Sort = "newest" | "oldest" | "waiting" | "urgent" | "updated";

export type Source = "gemini" | "local";

export type Status = "open" | "in_progress" | "resolved" | "closed";

export type WebhookEvent = "ticket.created" | "ticket.updated" | "ticket.resolved" | "message.created";

/** Who made a change. */
export interface Actor {
  kind: ActorKind;
  name: string;
}

/** How many of the tickets that are not settled were created so many whole days ago, in UTC. */
export interface Aged {
  from_days: number;
  to_days: number | null;
  count: number;
}

/** An agent as the others see them. */
export interface Agent {
  uid: string;
  name: string;
  initials: string;
  active: boolean;
}

/** Everyone who is, or was, an agent, by name. */
export interface AgentList {
  results: Agent[];
  sends_mail: boolean;
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

/** A file, as everybody reads it who may read what it belongs to. */
export interface Attachment {
  id: string;
  name: string;
  size: number;
  kind: string;
}

export interface Author {
  kind: AuthorKind;
  uid: string | null;
  name: string | null;
}

/** One version of a ticket: who made it of the one before, and how. */
export interface Change {
  version: number;
  at: string;
  by: Actor;
  changes: FieldChange[];
}

export interface ChangedValue {
  before: string | null;
  after: string | null;
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

/** An agent who has the ticket open. */
export interface Colleague {
  uid: string;
  name: string;
  initials: string;
}

/** Who else has the ticket open now, by name; nobody where none is named. */
export interface Colleagues {
  results: Colleague[];
}

/** Whom to answer, as it was accepted. */
export interface Contact {
  name: string | null;
  email: string | null;
}

/** A list of tickets, and how many it has. */
export interface CountedQueue {
  id: string;
  kind: QueueKind;
  name: string;
  count: number;
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

/** A ticket as its creator sees it, this once; nothing in it says whether it is in quarantine. */
export interface CreatedTicket {
  id: string;
  reference: string;
  title: string;
  description: string;
  attachments: Attachment[];
  category: Category;
  priority: Priority;
  status: Status;
  version: number;
  created_at: string;
  updated_at: string;
  resolved_at: string | null;
  channel: string;
  requester: Contact | null;
  language: Language;
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

/** The mail that a reply is sent as. */
export interface Email {
  message_id: string;
  state: EmailState;
  reason: string | null;
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

/** The ticket to which messages go since another is closed. */
export interface FollowUp {
  id: string;
  reference: string;
  tracking_token?: string;
}

/** What the requester sends who has lost the status link. */
export interface LostLink {
  reference: string;
  email: string;
}

/** A message as agents read it. Integrations read notes only with the scope for them. */
export interface Message {
  id: string;
  kind: MessageKind;
  author: Author;
  text: string;
  attachments: Attachment[];
  channel: MessageChannel;
  email: Email | null;
  received: Received | null;
  created_at: string;
  edited_at: string | null;
  removed_at: string | null;
}

export interface MessagePage {
  results: Message[];
  next_cursor: string | null;
}

/** What an agent does with a note of their own: changes its text, or takes it back. */
export interface MessagePatch {
  text?: string;
  taken_back?: true;
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

/** What an agent or a program sends to post a message. */
export interface NewMessage {
  kind: SentKind;
  text: string;
  attachments?: string[];
  status?: Status;
  if_last_message?: string | null;
}

/** What a person or a program sends to open a ticket. */
export interface NewTicket {
  title: string;
  description: string;
  category?: Category | null;
  priority?: Priority | null;
  requester?: Requester | null;
  language?: Language | null;
  attachments?: string[];
  website?: string;
  elapsed_ms?: number | null;
}

/** What an agent sends to keep a list under a name. */
export interface NewView {
  name: string;
  filters: TicketFilters;
  sort?: Sort;
  shared?: boolean;
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

/** Which ticket an agent has open, which the desk says again every 30 seconds. */
export interface OpenedTicket {
  ticket: string | null;
}

/** What one ticket says of another. */
export interface OtherTicket {
  id: string;
  reference: string;
}

/** A message that was just posted. */
export interface PostedMessage {
  id: string;
  kind: MessageKind;
  author: Author;
  text: string;
  attachments: Attachment[];
  channel: MessageChannel;
  email: Email | null;
  received: Received | null;
  created_at: string;
  edited_at: string | null;
  removed_at: string | null;
  ticket: TicketState;
}

/** RFC 9457 problem details, the body of every answer that is not a success. */
export interface Problem {
  type?: "about:blank";
  title: string;
  status: number;
  detail: string;
  errors?: FieldError[];
}

/** The queues of the desk, then the agent's own views and those that others share, by name. */
export interface QueueList {
  results: CountedQueue[];
}

/** The mail that a text came as. */
export interface Received {
  sender: string;
  authentication: Authentication;
  cut: string | null;
  left_out?: string[];
  remark?: Remark | null;
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
  name?: string | null;
  email?: string | null;
}

/** What a requester sends: words, if need be with files, whether it is solved, or both. */
export interface RequesterMessage {
  text?: string;
  attachments?: string[];
  solved?: boolean;
}

export interface SetBy {
  category: Setter;
  priority: Setter;
}

/** How long something took, in whole seconds; null where there is none. */
export interface Spans {
  count: number;
  median: number | null;
  p90: number | null;
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
  attachments: Attachment[];
  category: Category;
  priority: Priority;
  status: Status;
  version: number;
  created_at: string;
  updated_at: string;
  resolved_at: string | null;
  channel: string;
  requester: Contact | null;
  language: Language;
  set_by: SetBy;
  suggestion: Suggestion | null;
  messages: number;
  notes: number;
  last_message: string | null;
  last_message_at: string | null;
  last_message_by: AuthorKind | null;
  awaiting: Awaiting | null;
  waiting_since: string | null;
  first_replied_at: string | null;
  received: Received | null;
  participants: string[];
  assignee: string | null;
  tags: string[];
  snoozed_until: string | null;
  undelivered: boolean;
  follows: OtherTicket | null;
  follow_up: OtherTicket | null;
  quarantined: boolean;
  link_active: boolean;
  anonymised_at: string | null;
}

/** Which tickets are meant: those that pass every filter. An empty one is no filter. */
export interface TicketFilters {
  awaiting?: Awaiting;
  category?: Category;
  priority?: Priority;
  status?: Status;
  assignee?: string;
  requester?: string;
  tag?: string;
  queue?: Queue;
  snoozed?: boolean;
  quarantined?: boolean;
  undelivered?: boolean;
  search?: string;
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
  assignee?: string | null;
  tags?: string[];
  snoozed_until?: string | null;
}

/** What a message left of its ticket. */
export interface TicketState {
  version: number;
  status: Status;
  awaiting: Awaiting | null;
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
  backlog: Aged[];
  first_reply_seconds: Spans;
  resolution_seconds: Spans;
  times_by_category: Record<Category, Times>;
  times_by_assignee: Record<string, Times>;
  waiting_now: number;
  oldest_waiting_since: string | null;
  assigned: Record<string, number>;
}

/** Of some of the tickets; at most 10% off. */
export interface Times {
  first_reply_seconds: Spans;
  resolution_seconds: Spans;
}

/** What came of a requester's message. */
export interface TrackedAnswer {
  message: TrackedMessage | null;
  status: Status;
  awaiting: Awaiting | null;
  follow_up: FollowUp | null;
}

/** A message as the holder of a tracking token reads it: a reply, or the requester's own words. */
export interface TrackedMessage {
  id: string;
  kind: SharedKind;
  author: string | null;
  text: string;
  attachments: Attachment[];
  created_at: string;
  removed_at: string | null;
}

export interface TrackedMessagePage {
  results: TrackedMessage[];
  next_cursor: string | null;
}

/** What the holder of a tracking token may know. */
export interface TrackedTicket {
  reference: string;
  title: string;
  description: string;
  attachments: Attachment[];
  status: Status;
  category: Category;
  priority: Priority;
  created_at: string;
  updated_at: string;
  awaiting: Awaiting | null;
  messages: number;
  follow_up: string | null;
  timeline: StatusAt[];
}

/** A file that waits for a message; after a day it is deleted. */
export interface UploadedAttachment {
  id: string;
  name: string;
  size: number;
  kind: string;
  sha256: string;
}

/** A list of tickets under a name. */
export interface View {
  id: string;
  name: string;
  filters: Record<string, string | boolean>;
  sort: Sort;
  shared: boolean;
  owner: string;
  created_at: string;
  updated_at: string;
}

/** The caller's own views, and those that others share, by name. */
export interface ViewList {
  results: View[];
}

/** What its owner, or an admin, changes of a view; `filters` replaces all of them. */
export interface ViewPatch {
  name?: string;
  filters?: TicketFilters;
  sort?: Sort;
  shared?: boolean;
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

/** That a message was posted, and no word of it. */
export interface WebhookMessage {
  id: string;
  reference: string;
  sequence: number;
  message: string;
  kind: string;
  author: AuthorKind;
}

/** The body that an endpoint receives of a message. */
export interface WebhookMessagePayload {
  type: WebhookEvent;
  timestamp: string;
  data: WebhookMessage;
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
  assignee: string | null;
  sequence: number;
  changed: Record<string, ChangedValue>;
}
