/** What is typed into the search: words, and names of filters with a value. */

import { FIELDS } from "./fields";
import { type Filters, QUEUE_NAMES } from "./filters";
import type { Agents } from "./team";

/** `is:` names a queue or a status. */
const IS: Record<string, Partial<Filters>> = {
  ...Object.fromEntries(Object.keys(FIELDS.status.looks).map((status) => [status, { status }])),
  ...Object.fromEntries(Object.keys(QUEUE_NAMES).map((queue) => [queue, { queue }])),
  snoozed: { snoozed: "true" },
};

const MEANINGS: Record<string, (value: string, agents: Agents) => Partial<Filters> | null> = {
  from: (value) => (/.@./.test(value) ? { requester: value } : null),
  is: (value) => IS[value.toLowerCase()] ?? null,
  tag: (value) => ({ tag: value }),
  priority: (value) => (value.toLowerCase() in FIELDS.priority.looks ? { priority: value.toLowerCase() } : null),
  assignee: assigned,
};

function assigned(value: string, agents: Agents): Partial<Filters> | null {
  const typed = value.toLowerCase();
  if (typed === "me" || typed === "none") return { assignee: typed };
  const agent = Object.values(agents).find(({ name }) =>
    name
      .toLowerCase()
      .split(/\s+/)
      .concat(name.toLowerCase())
      .some((word) => word.startsWith(typed)),
  );
  return agent ? { assignee: agent.uid } : null;
}

/** `name:value`, or `name:"a value"`. */
const TERM = /(?:^|\s)(from|is|tag|priority|assignee):("[^"]*"|\S+)/gi;

/** The words that are left, and the filters that the rest stands for. What means nothing stays a word. */
export function understood(text: string, agents: Agents): { words: string; filters: Partial<Filters> } {
  let filters: Partial<Filters> = {};
  const words = text.replace(TERM, (whole, name: string, quoted: string) => {
    const value = quoted.replaceAll('"', "");
    const meant = MEANINGS[name.toLowerCase()]?.(value, agents);
    // Every search looks for people's names, too.
    if (!meant) return name.toLowerCase() === "from" ? ` ${value}` : whole;
    filters = { ...filters, ...meant };
    return "";
  });
  return { words: words.trim(), filters };
}
