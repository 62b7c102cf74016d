/** Keys that work on the whole desk, unless somebody types or has switched them off (WCAG 2.1.4). */

export const SHORTCUTS = {
  j: "Next ticket",
  k: "Previous ticket",
  Enter: "Open the ticket",
  Escape: "Close the ticket",
  x: "Select the ticket",
  s: "Change its status",
  p: "Change its priority",
  c: "Change its category",
  "/": "Search",
  "?": "Show this help",
} as const;
export type ShortcutKey = keyof typeof SHORTCUTS;
/** Enter needs no help of ours: the title of the ticket is a link. */
export type Actions = Record<Exclude<ShortcutKey, "Enter">, () => void>;

const TYPING = "input:not([type=checkbox]), textarea, select, [contenteditable]";

function isForControl(target: EventTarget | null): boolean {
  // A dialog has its own Escape, also while nothing in it has the focus.
  return document.querySelector("dialog:modal") !== null || (target instanceof Element && target.matches(TYPING));
}

/** What the key is to do now; undefined if it is none of ours or belongs to somebody else. */
export function actionOf(event: KeyboardEvent, actions: Actions, on: boolean): (() => void) | undefined {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return undefined;
  // Escape is no character key, and works for everybody.
  if (!on && event.key !== "Escape") return undefined;
  if (isForControl(event.target)) return undefined;
  return Object.hasOwn(actions, event.key) ? actions[event.key as keyof Actions] : undefined;
}
