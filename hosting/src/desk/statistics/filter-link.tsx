import type { ComponentChildren } from "preact";
import { addressOf, onPlainClick, router, TICKETS } from "../address";
import { type Filters, sameFilters } from "../tickets/filters";

interface FilterLinkProps {
  /** Those of the list now. */
  filters: Filters;
  to: Filters;
  class: string;
  children: ComponentChildren;
}

/** Shows in the list the tickets that a number counts. */
export function FilterLink({ filters, to, class: look, children }: FilterLinkProps) {
  return (
    <a
      href={addressOf({ ...TICKETS, filters: to })}
      aria-current={sameFilters(filters, to) ? "true" : undefined}
      class={look}
      onClick={onPlainClick(() => router.filter(to))}
    >
      {children}
    </a>
  );
}
