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
  Escape: "Close the ticket",
  x: "Select the ticket",
  ...Object.fromEntries(KEYED.map(([key, name]) => [key, `Change its ${FIELDS[name].label.toLowerCase()}`])),
  "/": "Search",
  "?": "Show this help",
};

/** By key. Enter needs no help of ours: the title of the ticket is a link. */
export type Actions = Record<string, () => void>;

const TYPING = "input:not([type=checkbox]), textarea, select, [contenteditable]";

function isForControl(target: EventTarget | null): boolean {
  // A dialog has its own Escape, also while nothing in it has the focus.
  return document.querySelector("dialog:modal") !== null || (target instanceof Element && target.matches(TYPING));
}

/** What the key is to do now; undefined if it is none of ours or is meant for a control. */
export function actionOf(event: KeyboardEvent, actions: Actions, on: boolean): (() => void) | undefined {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return undefined;
  // Escape is no character key, and works for everybody.
  if (!on && event.key !== "Escape") return undefined;
  if (isForControl(event.target)) return undefined;
  return Object.hasOwn(actions, event.key) ? actions[event.key] : undefined;
}
