/** What an agent has arranged for themselves in this browser. Storage that is full, forbidden or corrupt does no harm. */

import { readStored, store } from "../../shared/storage";
import { filtersOf, queryStringOf } from "../tickets/filters";

export interface SavedView {
  name: string;
  /** The query string of its filters. */
  query: string;
}

export const VIEW_NAME_MAX = 60;
const VIEWS_MAX = 50;

function read(key: string): unknown {
  try {
    return JSON.parse(readStored(key) ?? "null");
  } catch {
    return null;
  }
}

function isView(value: unknown): value is SavedView {
  if (typeof value !== "object" || value === null || !("name" in value && "query" in value)) return false;
  return typeof value.name === "string" && value.name.trim() !== "" && typeof value.query === "string";
}

/** In the order in which they were saved; no two have one name. */
export function readViews(uid: string): SavedView[] {
  const stored = read(`desk.views.${uid}`);
  const views = Array.isArray(stored) ? stored.filter(isView).slice(0, VIEWS_MAX) : [];
  const byName = new Map(views.map(({ name, query }) => [name, queryStringOf(filtersOf(new URLSearchParams(query)))]));
  return [...byName].map(([name, query]) => ({ name, query }));
}

export function writeViews(uid: string, views: SavedView[]): void {
  store(`desk.views.${uid}`, JSON.stringify(views));
}

/** The views with this one, in the place of another one of its name. */
export function withView(views: SavedView[], view: SavedView): SavedView[] {
  return [...withoutView(views, view.name), view].slice(-VIEWS_MAX);
}

export function withoutView(views: SavedView[], name: string): SavedView[] {
  return views.filter((view) => view.name !== name);
}

/** With another name for a view; one that already has it gives way. */
export function renamedView(views: SavedView[], name: string, to: string): SavedView[] {
  const others = name === to ? views : withoutView(views, to);
  return others.map((view) => (view.name === name ? { ...view, name: to } : view));
}

/** Shortcuts of single keys are on unless they were switched off. */
export function readShortcutsOn(uid: string): boolean {
  return read(`desk.shortcuts.${uid}`) !== false;
}

export function writeShortcutsOn(uid: string, on: boolean): void {
  store(`desk.shortcuts.${uid}`, JSON.stringify(on));
}
