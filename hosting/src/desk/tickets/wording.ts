/** Values of tickets as words for agents. */

import type { Actor, Change, FieldChange, SetBy, Source, Ticket, TicketPatch } from "../../shared/contract";
import { exactTime } from "../../shared/format";
import { FIELD_NAMES, FIELDS, type FieldName, isField, lookOf } from "./fields";
import { type Agents, nameOf } from "./team";

const SOURCE_NAMES: Record<Source, string> = { gemini: "Gemini", local: "the local classifier" };

/** "Status: Closed, Priority: Low" */
export function patchText(patch: TicketPatch, agents: Agents): string {
  const { assignee, tags, snoozed_until: until } = patch;
  const parts = FIELD_NAMES.flatMap((name) => {
    const value = patch[name];
    return value === undefined ? [] : [`${FIELDS[name].label}: ${lookOf(name, value).label}`];
  });
  if (assignee !== undefined) parts.push(`Assignee: ${nameOf(agents, assignee)}`);
  if (tags !== undefined) parts.push(`Tags: ${tags.join(", ") || "none"}`);
  if (until !== undefined) parts.push(until === null ? "not snoozed" : `Snoozed until ${exactTime(until)}`);
  return parts.join(", ");
}

const MESSAGE_CHANGES: Record<string, string> = {
  edited: "Note edited",
  taken_back: "Note taken back",
  deleted: "Message deleted",
};

const LINK_CHANGES: Record<string, string> = {
  active: "Status link made",
  replaced: "Status link replaced",
  revoked: "Status link revoked",
};

/** What the history has for no value. */
const NONE = "none";

function assigneeText(uid: string, agents: Agents): string {
  return uid === NONE ? "nobody" : nameOf(agents, uid);
}

/** "Status from Open to Closed" */
export function changeText({ field, before, after }: FieldChange, agents: Agents): string {
  if (field === "quarantine") return "Released from quarantine";
  if (field === "personal_data") return "Personal data removed";
  if (field === "message") return MESSAGE_CHANGES[after] ?? `Message ${after}`;
  if (field === "follow_up") return `Continued in ${after}`;
  if (field === "link") return LINK_CHANGES[after] ?? `Status link ${after}`;
  if (field === "assignee") return `Assignee from ${assigneeText(before, agents)} to ${assigneeText(after, agents)}`;
  if (field === "snoozed_until") return after === NONE ? "Snooze ended" : `Snoozed until ${exactTime(after)}`;
  if (field === "tags") return `Tags from ${before} to ${after}`;
  if (!isField(field)) return `${field} from ${before} to ${after}`;
  return `${FIELDS[field].label} from ${lookOf(field, before).label} to ${lookOf(field, after).label}`;
}

export function actorText({ kind, name }: Actor): string {
  if (kind === "requester") return "Requester";
  if (kind === "gemini") return `Gemini (${name})`;
  if (kind === "local") return `Local classifier (${name})`;
  return kind === "integration" ? `Integration ${name}` : name;
}

const OWN_CHANNELS: Record<string, string> = { form: "Form", desk: "Desk", email: "E-mail" };

/** Whether a program opened the ticket, with a webhook or an API key. */
export function isOfIntegration({ channel }: Ticket): boolean {
  return OWN_CHANNELS[channel] === undefined;
}

/** Where the ticket came from. */
export function channelText({ channel }: Ticket): string {
  return OWN_CHANNELS[channel] ?? actorText({ kind: "integration", name: channel });
}

/** Who set a value last, by the history as far as it is known. */
function actorOf(field: FieldName, changes: Change[]): Actor | undefined {
  return changes.find((change) => change.changes.some((changed) => changed.field === field))?.by;
}

function setterText(ticket: Ticket, field: keyof SetBy, changes: Change[]): string {
  const setter = ticket.set_by[field];
  if (setter === "submitter") return "Requester";
  if (setter === "rules") return "Keywords";
  const actor = actorOf(field, changes);
  if (actor?.kind === setter) return actorText(actor);
  if (setter === "integration") return `Integration ${ticket.channel}`;
  if (setter === "local") return "Local classifier";
  return setter === "gemini" ? "Gemini" : "An agent";
}

/** Who or what set the value, and what had been suggested to them: "Requester, as Gemini suggested". */
export function provenance(ticket: Ticket, field: keyof SetBy, changes: Change[]): string {
  const who = setterText(ticket, field, changes);
  const { suggestion } = ticket;
  const setter = ticket.set_by[field];
  if (!suggestion || setter === "rules" || setter === "local" || setter === "gemini") return who;
  const source = SOURCE_NAMES[suggestion.source];
  if (suggestion[field] === ticket[field]) return `${who}, as ${source} suggested`;
  return `${who} (${source} suggested ${lookOf(field, suggestion[field]).label})`;
}
