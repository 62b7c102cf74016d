/** The filters of the page as a view keeps them, and back. */

import type { NewView, Sort, View } from "../../shared/contract";
import { apiQueryOf, type Filters, filtersOf } from "../tickets/filters";

/** What the view shows. */
export function shownBy({ filters, sort }: Pick<View, "filters" | "sort">): Filters {
  const set = Object.entries(filters).map(([name, value]) => [name, String(value)]);
  return filtersOf(new URLSearchParams([...set, ["sort", sort === "newest" ? "" : sort]]));
}

/** What is shown now, as a view keeps it. */
export function keptAs(filters: Filters): Pick<NewView, "filters" | "sort"> {
  const set = [...new URLSearchParams(apiQueryOf({ ...filters, sort: "" }, {}))];
  return {
    filters: Object.fromEntries(set.map(([name, value]) => [name, value === "true" ? true : value])),
    sort: (filters.sort || "newest") as Sort,
  };
}
