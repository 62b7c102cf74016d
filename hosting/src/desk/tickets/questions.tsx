/** What can be chosen for tickets, as the menu asks it. A command changes one ticket, or several. */

import { serverNow } from "../../shared/clock";
import type { Ticket, TicketPatch } from "../../shared/contract";
import type { Choice, Question } from "../ui/chooser";
import { FIELDS, type FieldName, isField, lookOf, patchOf, valuesOf } from "./fields";
import { Mark } from "./marks";
import { snoozeChoice, snoozeChoices } from "./snooze";
import type { Agents } from "./team";
import type { Tools } from "./use-desk";

/** What agents change of a ticket. */
export type Property = keyof TicketPatch;

/** In the order in which they are shown, each with its key. */
export const PROPERTIES: Record<Property, { label: string; key?: string | undefined }> = {
  ...FIELDS,
  assignee: { label: "Assignee", key: "a" },
  tags: { label: "Tags", key: "t" },
  snoozed_until: { label: "Snooze", key: "h" },
};
export const PROPERTY_NAMES: Property[] = ["status", "assignee", "priority", "category", "tags", "snoozed_until"];

/** What is done to a ticket, as an order. */
export function changeText(name: Property): string {
  return name === "snoozed_until" ? "Snooze it" : `Change its ${PROPERTIES[name].label.toLowerCase()}`;
}

const NONE = "";

/** Every value of a field. */
function choicesOf(field: FieldName): Choice[] {
  return valuesOf(field).map((value) => ({
    value,
    label: lookOf(field, value).label,
    mark: <Mark field={field} value={value} />,
  }));
}

/** Who can have a ticket; oneself first. */
export function assigneeChoices(agents: Agents, uid: string): Choice[] {
  const active = Object.values(agents).filter((agent) => agent.active && agent.uid !== uid);
  const others = active.map((agent) => ({ value: agent.uid, label: agent.name }));
  return [{ value: uid, label: `${agents[uid]?.name ?? "You"} (you)` }, { value: NONE, label: "Nobody" }, ...others];
}

function tagChoices(tools: Tools, tags: readonly string[]): Choice[] {
  const known = (tools.desk.state.tickets ?? []).flatMap((ticket) => ticket.tags);
  return [...new Set([...tags, ...known.sort()])].map((tag) => ({ value: tag, label: tag }));
}

function toggled(tags: readonly string[], tag: string): string[] {
  return tags.includes(tag) ? tags.filter((it) => it !== tag) : [...tags, tag];
}

type Asking = Omit<Question, "label" | "choose"> & { patch: (value: string) => TicketPatch };

function asking(property: Property, tools: Tools, ticket: Partial<Ticket>): Asking {
  if (isField(property)) {
    const value = ticket[property];
    return { choices: choicesOf(property), chosen: value ? [value] : [], patch: (chosen) => patchOf(property, chosen) };
  }
  if (property === "assignee") {
    const chosen = ticket.assignee === undefined ? [] : [ticket.assignee ?? NONE];
    const choices = assigneeChoices(tools.team.state.agents, tools.uid);
    return { choices, chosen, patch: (uid) => ({ assignee: uid === NONE ? null : uid }) };
  }
  if (property === "tags") {
    const tags = ticket.tags ?? [];
    const make = (text: string): Choice => ({ value: text.toLowerCase(), label: `New tag: ${text.toLowerCase()}` });
    return { choices: tagChoices(tools, tags), chosen: tags, make, patch: (tag) => ({ tags: toggled(tags, tag) }) };
  }
  const now = new Date(serverNow());
  const wake = ticket.snoozed_until === null ? [] : [{ value: NONE, label: "End the snooze" }];
  const choices = [...wake, ...snoozeChoices(now)];
  const patch = (until: string): TicketPatch => ({ snoozed_until: until === NONE ? null : until });
  return { choices, chosen: [], make: (text) => snoozeChoice(text, now), patch };
}

/** Changes one ticket. */
export function questionOf(property: Property, ticket: Ticket, tools: Tools): Question {
  const { patch, ...rest } = asking(property, tools, { ...ticket, ...tools.desk.state.saving[ticket.id] } as Ticket);
  return {
    ...rest,
    label: `${PROPERTIES[property].label} of ${ticket.reference}`,
    choose: (value) => {
      if (property === "tags" || !rest.chosen.includes(value)) void tools.edits.change(ticket.id, patch(value));
    },
  };
}

/** Changes all selected tickets; their tags are too different to be set at once. */
export function bulkQuestion(property: Property, tools: Tools): Question {
  const { patch, ...rest } = asking(property, tools, {});
  return {
    ...rest,
    label: `Set ${PROPERTIES[property].label.toLowerCase()}`,
    choose: (value) => void tools.edits.changeSelected(patch(value)),
  };
}
