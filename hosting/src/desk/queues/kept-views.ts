/** Views that this browser kept before there were views on the server: they move there once. */

import { isStatus } from "../../shared/errors";
import { forget, readStored, store } from "../../shared/storage";
import type { TicketApi } from "../tickets/api";
import { filtersOf, isFiltered } from "../tickets/filters";
import { keptAs } from "./view-filters";

interface KeptView {
  name: string;
  /** The query string of its filters. */
  query: string;
}

function isView(value: Partial<KeptView> | null): value is KeptView {
  return typeof value?.name === "string" && typeof value.query === "string";
}

function read(key: string): KeptView[] {
  try {
    const kept: unknown = JSON.parse(readStored(key) ?? "null");
    return Array.isArray(kept) ? kept.filter(isView) : [];
  } catch {
    return [];
  }
}

/** Whether there were any. Those that do not reach the server are tried again at the next visit. */
export async function moveKeptViews(api: TicketApi, uid: string): Promise<boolean> {
  const key = `desk.views.${uid}`;
  const kept = read(key);
  forget(key);
  const left: KeptView[] = [];
  for (const view of kept) {
    const filters = filtersOf(new URLSearchParams(view.query));
    const moved = isFiltered(filters) && api.createView({ name: view.name, shared: false, ...keptAs(filters) });
    await Promise.resolve(moved).catch((error) => !isStatus(error, 400) && left.push(view));
  }
  if (left.length > 0) store(key, JSON.stringify(left));
  return kept.length > 0;
}
