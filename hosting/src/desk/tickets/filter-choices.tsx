/** Everything that the list can be filtered by, as choices of one menu. */

import type { Choice } from "../ui/chooser";
import { FILTERS, isField } from "./fields";
import type { Filters } from "./filters";
import { Mark } from "./marks";
import type { Agents } from "./team";

export interface FilterChoice extends Choice {
  isSet: (filters: Filters) => boolean;
}

/** A field and its value, as one word. */
const SEPARATOR = "=";

function choiceOf(name: keyof Filters, set: string, label: string): FilterChoice {
  const mark = isField(name) ? <Mark field={name} value={set} /> : undefined;
  return { value: `${name}${SEPARATOR}${set}`, label, mark, isSet: (filters) => filters[name] === set };
}

/** Those that are set to what is in no list come with what they are set to. */
function freeChoices(filters: Filters): FilterChoice[] {
  const labels = { tag: "Tag", requester: "From" } as const;
  return Object.entries(labels).flatMap(([name, label]) => {
    const value = filters[name as keyof typeof labels];
    return value ? [choiceOf(name as keyof typeof labels, value, `${label}: ${value}`)] : [];
  });
}

/** Who has left is there while it is set. */
function assigneeChoices({ assignee }: Filters, agents: Agents): FilterChoice[] {
  const offered = Object.values(agents).filter(({ uid, active }) => active || uid === assignee);
  return [
    choiceOf("assignee", "me", "Assignee: me"),
    choiceOf("assignee", "none", "Assignee: nobody"),
    ...offered.map(({ uid, name }) => choiceOf("assignee", uid, `Assignee: ${name}`)),
  ];
}

export function choicesOfFilters(filters: Filters, agents: Agents): FilterChoice[] {
  return [
    ...freeChoices(filters),
    ...FILTERS.flatMap(([name, { label, looks }]) =>
      Object.entries(looks).map(([value, look]) => choiceOf(name, value, `${label}: ${look.label}`)),
    ),
    ...assigneeChoices(filters, agents),
    choiceOf("undelivered", "true", "Not delivered"),
    choiceOf("snoozed", "true", "Snoozed"),
  ];
}

/** The filters with that choice, or without it if it was set. */
export function filtersWith(filters: Filters, choice: string): Filters {
  const at = choice.indexOf(SEPARATOR);
  const [name, value] = [choice.slice(0, at), choice.slice(at + 1)];
  const key = name as keyof Filters;
  return { ...filters, [key]: filters[key] === value ? "" : value };
}
