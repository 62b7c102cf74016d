// Written by scripts/contract.py from functions/common/models.py; change the models, not this file.

export const TITLE_MAX = 200;
export const DESCRIPTION_MAX = 10000;
export const CLASSIFY_MIN = 10;
export const NAME_MAX = 100;
export const EMAIL_MAX = 254;
export const SEARCH_MAX = 200;
export const PAGE_SIZE_MAX = 100;
export const PAGE_SIZE_DEFAULT = 20;

export const CATEGORIES = ["billing", "technical", "account", "general"] as const;
export type Category = (typeof CATEGORIES)[number];

export const PRIORITIES = ["low", "medium", "high", "critical"] as const;
export type Priority = (typeof PRIORITIES)[number];

export const STATUSES = ["open", "in_progress", "resolved", "closed"] as const;
export type Status = (typeof STATUSES)[number];

export const SOURCES = ["gemini", "local"] as const;
export type Source = (typeof SOURCES)[number];

export const CONFIDENCES = ["high", "medium", "low"] as const;
export type Confidence = (typeof CONFIDENCES)[number];

export const SETTERS = ["submitter", "agent", "integration", "rules"] as const;
export type Setter = (typeof SETTERS)[number];

/** Whom to answer; at least one of the two is given. */
export interface Requester {
  name?: string | null;
  email?: string | null;
}

/** What a person or a program sends to open a ticket. */
export interface NewTicket {
  title: string;
  description: string;
  category?: Category | null;
  priority?: Priority | null;
  requester?: Requester | null;
}

/** What may be changed of a ticket, and nothing else. */
export interface TicketPatch {
  status?: Status | null;
  category?: Category | null;
  priority?: Priority | null;
}

/** What the list can be asked for. An empty filter is no filter. */
export interface TicketQuery {
  category?: Category | null;
  priority?: Priority | null;
  status?: Status | null;
  search?: string;
  page_size?: number;
  cursor?: string | null;
}

export interface ClassifyRequest {
  description: string;
}

/** A category and a priority that a text suggests, and why. */
export interface Suggestion {
  category: Category;
  priority: Priority;
  source: Source;
  confidence: Confidence;
  reason: string;
  signals: string[];
  model?: string | null;
}

/** What `classify_ticket` answers. */
export interface Classification {
  suggested_category: Category;
  suggested_priority: Priority;
  source: Source;
  confidence: Confidence;
  reason: string;
  signals: string[];
  warning?: string | null;
}

export interface SetBy {
  category: Setter;
  priority: Setter;
}

/** A ticket as its agents, and once its creator, see it. */
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
  requester: Requester | null;
  suggestion: Suggestion | null;
  set_by: SetBy;
}

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
  requester: Requester | null;
  suggestion: Suggestion | null;
  set_by: SetBy;
  tracking_token: string;
}

export interface TicketPage {
  results: Ticket[];
  next_cursor: string | null;
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
}

export interface Day {
  date: string;
  created: number;
  resolved: number;
}

export interface TicketStats {
  total_tickets: number;
  open_tickets: number;
  avg_tickets_per_day: number;
  status_breakdown: Record<Status, number>;
  priority_breakdown: Record<Priority, number>;
  category_breakdown: Record<Category, number>;
  daily: Day[];
}

export interface FieldError {
  field: string;
  message: string;
}

/** RFC 9457 problem details, the body of every answer that is not a success. */
export interface Problem {
  type?: "about:blank";
  title: string;
  status: number;
  detail: string;
  errors?: FieldError[] | null;
}
