/** Tickets as CSV by RFC 4180, safe to open in a spreadsheet. */

import type { Ticket } from "../../shared/contract";
import { FIELD_NAMES, FREE_FIELDS, SUGGESTED } from "../tickets/fields";
import type { Agents } from "../tickets/team";

/** By it spreadsheets know that the file is UTF-8. */
const BYTE_ORDER_MARK = "\ufeff";

type Column = [string, (ticket: Ticket, agents: Agents) => string | null | undefined];

const COLUMNS: Column[] = [
  ["reference", (ticket) => ticket.reference],
  ["title", (ticket) => ticket.title],
  ["description", (ticket) => ticket.description],
  ...FIELD_NAMES.map((name): Column => [name, (ticket) => ticket[name]]),
  ...Object.entries(FREE_FIELDS),
  ["assignee_name", ({ assignee }, agents) => assignee && agents[assignee]?.name],
  ["requester_name", (ticket) => ticket.requester?.name],
  ["requester_email", (ticket) => ticket.requester?.email],
  ["channel", (ticket) => ticket.channel],
  ["created_at", (ticket) => ticket.created_at],
  ["updated_at", (ticket) => ticket.updated_at],
  ["resolved_at", (ticket) => ticket.resolved_at],
  ["messages", (ticket) => String(ticket.messages)],
  ["awaiting", (ticket) => ticket.awaiting],
  ["waiting_since", (ticket) => ticket.waiting_since],
  ["first_replied_at", (ticket) => ticket.first_replied_at],
  ...SUGGESTED.map((name): Column => [`${name}_set_by`, (ticket) => ticket.set_by[name]]),
  ...SUGGESTED.map((name): Column => [`suggested_${name}`, (ticket) => ticket.suggestion?.[name]]),
  ["suggestion_source", (ticket) => ticket.suggestion?.source],
  ["id", (ticket) => ticket.id],
];

// A cell may begin within a value, too: a spreadsheet that separates by semicolons, as where the comma is the decimal
// mark, does not see the quotes that hold a value together, and splits it at semicolons, tabs and ends of lines.
const FORMULA = /(^|[;\t\r\n])(?= *[=+\-@＝＋－＠])|^(?=[\t\r\n])/g;

/** What a spreadsheet would take for a formula (OWASP, "CSV Injection") begins with an apostrophe instead. */
function harmless(value: string): string {
  return value.replace(FORMULA, "$1'");
}

function line(values: string[]): string {
  return `${values.map((value) => `"${harmless(value).replaceAll('"', '""')}"`).join(",")}\r\n`;
}

export function csvHeader(): string {
  return BYTE_ORDER_MARK + line(COLUMNS.map(([name]) => name));
}

/** `agents` has the names of assignees. */
export function csvRows(tickets: Ticket[], agents: Agents): string {
  return tickets.map((ticket) => line(COLUMNS.map(([, read]) => read(ticket, agents) ?? ""))).join("");
}
