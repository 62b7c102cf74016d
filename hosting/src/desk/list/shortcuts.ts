/** Keys that work on the whole desk, unless the person types or has switched them off (WCAG 2.1.4). */

import type { Queue } from "../../shared/contract";
import { QUEUE_NAMES } from "../tickets/filters";
import { changeText, PROPERTIES, PROPERTY_NAMES, type Property } from "../tickets/questions";

/** The properties with a key of their own. */
export const KEYED = PROPERTY_NAMES.flatMap((name): [string, Property][] => {
  const { key } = PROPERTIES[name];
  return key ? [[key, name]] : [];
});

/** After g. */
export const QUEUE_KEYS: Record<string, Queue> = {
  m: "mine",
  u: "unassigned",
  p: "urgent",
  w: "waiting",
  d: "undelivered",
  o: "open",
  r: "resolved",
  q: "quarantine",
};

export const SHORTCUTS: Record<string, string> = {
  j: "Next ticket",
  k: "Previous ticket",
  Enter: "Open the ticket",
  Escape: "Leave a field, or close the ticket",
  x: "Select the ticket",
  "[ ]": "Open the previous or the next ticket",
  ...Object.fromEntries(KEYED.map(([key, name]) => [key, changeText(name)])),
  m: "Assign it to me",
  e: "Resolve it",
  y: "Accept what was suggested",
  o: "Open another ticket for its requester",
  r: "Reply to the requester of the open ticket",
  n: "Write a note on the open ticket",
  z: "Undo the last change",
  "/": "Search",
  "Ctrl K": "Everything by its name",
  ...Object.fromEntries(Object.entries(QUEUE_KEYS).map(([key, queue]) => [`g ${key}`, `Go to ${QUEUE_NAMES[queue]}`])),
  "g s": "Go to the statistics",
  "g i": "Go to the integrations, for administrators",
  "?": "Show this help",
};

/** How long one may think between two keys that belong together. */
const PAUSE_MS = 1_500;
const PREFIX = "g";

/** Keys that come one after another. */
export class Keys {
  private prefixAt = Number.NEGATIVE_INFINITY;

  /** The key, with the one before it if that was a prefix. */
  next(key: string, now = performance.now()): string {
    const isSecond = now - this.prefixAt < PAUSE_MS;
    this.prefixAt = !isSecond && key === PREFIX ? now : Number.NEGATIVE_INFINITY;
    return isSecond ? `${PREFIX} ${key}` : key;
  }
}

/** By key. Enter needs no help of ours: the title of the ticket is a link. */
export type Actions = Record<string, () => void>;

/** What else a key does, it does once, however long it is held. */
const REPEATABLE = ["j", "k"];
const TYPING = "input:not([type=checkbox]), textarea, select, [contenteditable]";

/** The control that keeps the keys to itself, or stands among the filters. */
export function controlOf(target: EventTarget | null): HTMLElement | null {
  return target instanceof HTMLElement && target.matches(`${TYPING}, search *`) ? target : null;
}

/** Not the ticket that takes the whole screen, where there is no room beside the list. */
const OTHER_DIALOG = "dialog:modal:not(:has(> [data-ticket]))";

function isForControl({ target, key }: KeyboardEvent): boolean {
  // A dialog has its own Escape, also while nothing in it has the focus.
  if (document.querySelector(key === "Escape" ? "dialog:modal" : OTHER_DIALOG) !== null) return true;
  return key !== "Escape" && target instanceof Element && target.matches(TYPING);
}

/** What the key is to do now; undefined if it is none of ours or is meant for a control. */
export function actionOf(event: KeyboardEvent, actions: Actions, on: boolean, keys: Keys): (() => void) | undefined {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return undefined;
  // Escape is no character key, and works for everybody.
  if (!on && event.key !== "Escape") return undefined;
  if (isForControl(event) || (event.repeat && !REPEATABLE.includes(event.key))) return undefined;
  const key = keys.next(event.key);
  return Object.hasOwn(actions, key) ? actions[key] : undefined;
}
