import { type Filters, isFiltered, QUEUE_NAMES, START } from "../tickets/filters";

/** What a list is called. */
export function nameOf(filters: Filters): string {
  const { queue, search } = filters;
  if (search) return "Search";
  if (queue === START) return "Tickets";
  if (queue === "" && isFiltered(filters)) return "Filtered tickets";
  return QUEUE_NAMES[queue as keyof typeof QUEUE_NAMES] ?? "Tickets";
}
