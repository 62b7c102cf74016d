/** Finds tickets on the page by where the focus is. Rows and the panel carry `data-ticket`, their title `data-title`. */

import type { SentKind } from "../../shared/contract";

const ROW = "li[data-ticket]";
const OPEN = "article[data-ticket]";

function rows(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(ROW)];
}

function rowOf(id: string): HTMLElement | null {
  return document.querySelector(`${ROW}[data-ticket="${CSS.escape(id)}"]`);
}

/** Where the menu of a choice for that ticket opens. */
export function anchorIn(place: HTMLElement): Element {
  return place.querySelector("[data-title]") ?? place;
}

function focusTitle(row: Element | null | undefined): void {
  row?.querySelector<HTMLElement>("[data-title]")?.focus();
}

/** Puts the focus on the title of the ticket that the control is in or over, which is about to go. */
export function focusTitleAround(control: Element): void {
  focusTitle(control.closest("[data-ticket], dialog"));
}

export function focusFirstRow(): void {
  focusTitle(rows()[0]);
}

/** The row that j and k start from: where the focus is, else where it was last. */
function currentRow(last: string | null): HTMLElement | null {
  return document.activeElement?.closest<HTMLElement>(ROW) ?? (last === null ? null : rowOf(last));
}

/** The place of the ticket that keys are about: the open ticket while the focus is in it, else a row, else that. */
export function currentPlace(last: string | null): HTMLElement | null {
  const focused = document.activeElement?.closest<HTMLElement>("[data-ticket]");
  return focused ?? currentRow(last) ?? document.querySelector<HTMLElement>(OPEN);
}

/** Moves the focus `step` rows down; without a row to start from, to the first one. */
export function moveFocus(step: 1 | -1, last: string | null): void {
  const all = rows();
  const current = currentRow(last);
  focusTitle(current ? all[all.indexOf(current) + step] : all[0]);
}

/** Takes the focus out of a control: to the title of the ticket that it belongs to, else to the list, as it was last. */
export function leaveControl(control: HTMLElement, last: string | null): void {
  const place = control.closest("[data-ticket]") ?? currentRow(last) ?? rows()[0];
  control.blur();
  focusTitle(place);
}

/** Puts the focus where the ticket stands in the list, if it does. */
export function focusRow(id: string): void {
  focusTitle(rowOf(id));
}

/** Begins to write on the open ticket, or goes on. */
export function compose(kind: SentKind): void {
  const tab = document.querySelector<HTMLElement>(`[data-compose="${kind}"]`);
  tab?.click();
  tab?.closest("section")?.querySelector("textarea")?.focus();
}

/** Selects the current ticket, or no longer. */
export function toggleSelection(last: string | null): void {
  currentRow(last)?.querySelector<HTMLInputElement>("input[type=checkbox]")?.click();
}

/** A pointer that rests for longer has been left there. */
const POINTING_MS = 10_000;

/**
 * Whether the person reads the list so closely that its rows must not move: pointing at it, in it, or not at its beginning.
 * `pointedAt` is when the pointer last moved over it, by the page's clock.
 */
export function isRead(list: HTMLElement | null, pointedAt: number): boolean {
  if (!list) return false;
  if (list.matches(":focus-within") || (list.parentElement?.scrollTop ?? 0) > 0) return true;
  return list.matches(":hover") && performance.now() - pointedAt < POINTING_MS;
}
