/** Keys that work on the whole desk, unless the person types or has switched them off (WCAG 2.1.4). */

import { FIELD_NAMES, FIELDS, type FieldName } from "../tickets/fields";

/** The fields with a key of their own. */
export const KEYED = FIELD_NAMES.flatMap((name): [string, FieldName][] => {
  const { key } = FIELDS[name];
  return key ? [[key, name]] : [];
});

export const SHORTCUTS: Record<string, string> = {
  j: "Next ticket",
  k: "Previous ticket",
  Enter: "Open the ticket",
  Escape: "Leave a field, or close the ticket",
  x: "Select the ticket",
  ...Object.fromEntries(KEYED.map(([key, name]) => [key, `Change its ${FIELDS[name].label.toLowerCase()}`])),
  r: "Reply to the requester of the open ticket",
  n: "Write a note on the open ticket",
  z: "Undo the last change",
  "/": "Search",
  "?": "Show this help",
};

/** By key. Enter needs no help of ours: the title of the ticket is a link. */
export type Actions = Record<string, () => void>;

/** What else a key does, it does once, however long it is held. */
const REPEATABLE = ["j", "k"];
const TYPING = "input:not([type=checkbox]), textarea, select, [contenteditable]";

/** The control that keeps the keys to itself, or stands among the filters. */
export function controlOf(target: EventTarget | null): HTMLElement | null {
  return target instanceof HTMLElement && target.matches(`${TYPING}, search *`) ? target : null;
}

function isForControl({ target, key }: KeyboardEvent): boolean {
  // A dialog has its own Escape, also while nothing in it has the focus.
  if (document.querySelector("dialog:modal") !== null) return true;
  return key !== "Escape" && target instanceof Element && target.matches(TYPING);
}

/** What the key is to do now; undefined if it is none of ours or is meant for a control. */
export function actionOf(event: KeyboardEvent, actions: Actions, on: boolean): (() => void) | undefined {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return undefined;
  // Escape is no character key, and works for everybody.
  if (!on && event.key !== "Escape") return undefined;
  if (isForControl(event) || (event.repeat && !REPEATABLE.includes(event.key))) return undefined;
  return Object.hasOwn(actions, event.key) ? actions[event.key] : undefined;
}
