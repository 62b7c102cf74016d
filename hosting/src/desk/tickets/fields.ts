/** THE table of the fields whose values agents choose: a new field is one entry, and everything else loops over them. */

import type { Awaiting, SetBy, Ticket, TicketPatch, TicketStats } from "../../shared/contract";
import { STATUS_TONES, type Tone } from "../../shared/tones";

interface Look {
  label: string;
  /** A colour token. */
  tone: Tone;
}

interface Field<Value extends string = string> {
  label: string;
  /** Every value, in the order in which they are offered. */
  looks: Record<Value, Look>;
  /** The key that opens the choice of values of the current ticket; no other shortcut may have it. */
  key?: string;
  /** Whether the list can be filtered by it. */
  filterable: boolean;
  /** How many tickets have each value, if they are counted. */
  counts?: (stats: TicketStats) => Record<Value, number>;
}

/** The fields that agents set to what is in no list. */
type FreeName = "assignee" | "tags" | "snoozed_until";

export type FieldName = Exclude<keyof TicketPatch, FreeName>;

const TABLE: { [Name in FieldName]-?: Field<Required<TicketPatch>[Name]> } = {
  status: {
    label: "Status",
    looks: {
      open: { label: "Open", tone: STATUS_TONES.open },
      in_progress: { label: "In progress", tone: STATUS_TONES.in_progress },
      resolved: { label: "Resolved", tone: STATUS_TONES.resolved },
      closed: { label: "Closed", tone: STATUS_TONES.closed },
    },
    key: "s",
    filterable: true,
    counts: (stats) => stats.status_breakdown,
  },
  priority: {
    label: "Priority",
    looks: {
      low: { label: "Low", tone: "neutral" },
      medium: { label: "Medium", tone: "info" },
      high: { label: "High", tone: "warning" },
      critical: { label: "Critical", tone: "danger" },
    },
    key: "p",
    filterable: true,
    counts: (stats) => stats.priority_breakdown,
  },
  category: {
    label: "Category",
    looks: {
      billing: { label: "Billing", tone: "neutral" },
      technical: { label: "Technical", tone: "neutral" },
      account: { label: "Account", tone: "neutral" },
      general: { label: "General", tone: "neutral" },
    },
    key: "c",
    filterable: true,
    counts: (stats) => stats.category_breakdown,
  },
};

/** What the list can be filtered by although agents do not choose it: it follows from the conversation. */
const AWAITING: Field<Awaiting> = {
  label: "Waits for",
  looks: { agent: { label: "Us", tone: "info" }, requester: { label: "The requester", tone: "neutral" } },
  filterable: true,
};

/** How an exported list has them. */
export const FREE_FIELDS: Record<FreeName, (ticket: Ticket) => string | null> = {
  assignee: (ticket) => ticket.assignee,
  tags: (ticket) => ticket.tags.join(", "),
  snoozed_until: (ticket) => ticket.snoozed_until,
};

export const FIELDS: Record<FieldName, Field> = TABLE;
export const FIELD_NAMES = Object.keys(TABLE) as FieldName[];

export type FilterName = FieldName | "awaiting";

const ALL: Record<FilterName, Field> = { ...TABLE, awaiting: AWAITING };
export const FILTERS = Object.entries(ALL).filter(([, { filterable }]) => filterable) as [FilterName, Field][];

/** The fields that a ticket's text suggests. */
export const SUGGESTED: (keyof SetBy)[] = ["category", "priority"];

export function isField(name: string): name is FieldName {
  return Object.hasOwn(FIELDS, name);
}

export function valuesOf(field: FieldName): string[] {
  return Object.keys(FIELDS[field].looks);
}

/** A value that is newer than this page is called as the server calls it. */
export function lookOf(field: FieldName, value: string): Look {
  return FIELDS[field].looks[value] ?? { label: value, tone: "neutral" };
}

export function patchOf(field: FieldName, value: string): TicketPatch {
  return { [field]: value } as TicketPatch;
}
