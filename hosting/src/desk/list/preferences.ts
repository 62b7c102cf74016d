/** What an agent has arranged for the list in this browser. */

import { readStored, store } from "../../shared/storage";

/** Shortcuts of single keys are on unless they were switched off. */
export function readShortcutsOn(uid: string): boolean {
  return readStored(`desk.shortcuts.${uid}`) !== "false";
}

export function writeShortcutsOn(uid: string, on: boolean): void {
  store(`desk.shortcuts.${uid}`, String(on));
}

const SEARCHES_MAX = 8;

/** What was looked for lately, the last first. */
export function readSearches(uid: string): string[] {
  const lines = (readStored(`desk.searches.${uid}`) ?? "").split("\n");
  return lines.filter(Boolean).slice(0, SEARCHES_MAX);
}

export function writeSearch(uid: string, text: string): void {
  const others = readSearches(uid).filter((it) => it !== text);
  store(`desk.searches.${uid}`, [text, ...others].slice(0, SEARCHES_MAX).join("\n"));
}

/** Whether rows take one line each. */
export function readCompact(uid: string): boolean {
  return readStored(`desk.compact.${uid}`) === "true";
}

export function writeCompact(uid: string, compact: boolean): void {
  store(`desk.compact.${uid}`, String(compact));
}
