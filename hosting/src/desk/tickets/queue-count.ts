import { COUNT_MAX } from "../../shared/contract";
import { COUNT } from "../ui/numbers";
import { QUEUE_NAMES } from "./filters";

/** Queues are counted exactly; the quarantine, views and filtered lists up to a bound. */
export function countText(count: number, queue: string): string {
  const isExact = Object.hasOwn(QUEUE_NAMES, queue) && queue !== "quarantine" && queue !== "all";
  return `${COUNT.format(count)}${count >= COUNT_MAX && !isExact ? "+" : ""}`;
}
