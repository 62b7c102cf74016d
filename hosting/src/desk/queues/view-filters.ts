/** The filters of the page as a view keeps them, and back. */

import type { NewView, Sort, View } from "../../shared/contract";
import { apiQueryOf, type Filters, filtersOf, START } from "../tickets/filters";

/** What the view shows; programs keep some that the page would not. */
export function shownBy({ filters, sort }: Pick<View, "filters" | "sort">): Filters {
  const { quarantined, ...others } = filters;
  const set = Object.entries(others).map(([name, value]) => [name, String(value)]);
  const order = ["sort", sort === "newest" ? "" : sort];
  const shown = filtersOf(new URLSearchParams([...set, order]));
  if (quarantined) return { ...shown, queue: "quarantine" };
  return shown.queue === START ? { ...shown, queue: "all" } : shown;
}

/** What is shown now, as a view keeps it. */
export function keptAs(filters: Filters): Pick<NewView, "filters" | "sort"> {
  const set = [...new URLSearchParams(apiQueryOf({ ...filters, sort: "" }, {}))];
  return {
    filters: Object.fromEntries(set.map(([name, value]) => [name, value === "true" ? true : value])),
    sort: (filters.sort || "newest") as Sort,
  };
}
