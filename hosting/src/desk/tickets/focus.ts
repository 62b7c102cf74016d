/** Finds tickets on the page by where the focus is. Rows and the panel carry `data-ticket`, their title `data-title`. */

import type { TargetedKeyboardEvent } from "preact";
import type { SentKind } from "../../shared/contract";
import type { FieldName } from "./fields";

const ROW = "li[data-ticket]";

function rows(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(ROW)];
}

export function rowOf(id: string): HTMLElement | null {
  return document.querySelector(`${ROW}[data-ticket="${CSS.escape(id)}"]`);
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

/** The place of the ticket that s, p and c are about: the panel while the focus is in it, else a row, else the panel. */
function currentPlace(last: string | null): Element | null {
  const focused = document.activeElement?.closest("[data-ticket]");
  return focused ?? currentRow(last) ?? document.querySelector("article[data-ticket]");
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

/** Opens the choice of values, and goes back to the ticket's title when the person has chosen or given up. */
export function chooseValue(field: FieldName, last: string | null): void {
  const place = currentPlace(last);
  const select = place?.querySelector<HTMLSelectElement>(`select[data-field="${field}"]`);
  if (!place || !select || select.disabled) return;
  select.focus();
  const ending = new AbortController();
  const { signal } = ending;
  const leave = (): void => {
    ending.abort();
    focusTitle(place);
  };
  select.addEventListener("change", leave, { signal });
  select.addEventListener("blur", () => ending.abort(), { signal });
  select.addEventListener("keydown", (event) => event.key === "Escape" && leave(), { signal });
  showChoices(select);
}

/** Begins to write on the open ticket, or goes on. */
export function compose(kind: SentKind): void {
  const tab = document.querySelector<HTMLElement>(`[data-compose="${kind}"]`);
  tab?.click();
  tab?.closest("section")?.querySelector("textarea")?.focus();
}

function showChoices(select: HTMLSelectElement): void {
  try {
    select.showPicker();
  } catch {
    // Not every browser can; the keys of a focused select do the same.
  }
}

/** Keys that would change the value of a closed select open its choices: a value that one passes is not chosen. */
export function openByKey(event: TargetedKeyboardEvent<HTMLSelectElement>): void {
  const { key, currentTarget: select } = event;
  const begins = ({ label }: HTMLOptionElement): boolean => label.toLowerCase().startsWith(key.toLowerCase());
  const changes = /^(Arrow|Page|Home$|End$)/.test(key) || [...select.options].some(begins);
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  // Some browsers send the keys of open choices here, too; older ones do not say whether they are open.
  if (!changes || !CSS.supports("selector(:open)") || select.matches(":open")) return;
  event.preventDefault();
  showChoices(select);
}

/** Selects the current ticket, or no longer. */
export function toggleSelection(last: string | null): void {
  currentRow(last)?.querySelector<HTMLInputElement>("input[type=checkbox]")?.click();
}

/** A pointer that rests for longer has been left there. */
const POINTING_MS = 10_000;

/**
 * Whether the person reads the list so closely that its rows must not move: pointing at it, in it, or far down.
 * `pointedAt` is when the pointer last moved over it, by the page's clock.
 */
export function isRead(list: HTMLElement | null, pointedAt: number): boolean {
  if (!list) return false;
  if (list.matches(":focus-within") || list.getBoundingClientRect().top < 0) return true;
  return list.matches(":hover") && performance.now() - pointedAt < POINTING_MS;
}
