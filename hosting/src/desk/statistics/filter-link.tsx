import type { ComponentChildren } from "preact";
import type { Navigation } from "../tickets/navigation";
import { addressOf, type Filters, sameFilters } from "../tickets/view";

interface FilterLinkProps {
  navigation: Navigation;
  /** Those of the list now. */
  filters: Filters;
  to: Filters;
  class: string;
  children: ComponentChildren;
}

/** Shows in the list the tickets that a number counts. */
export function FilterLink({ navigation, filters, to, class: look, children }: FilterLinkProps) {
  return (
    <a
      href={addressOf({ filters: to, ticket: "" })}
      aria-current={sameFilters(filters, to) ? "true" : undefined}
      class={look}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        navigation.filter(to);
      }}
    >
      {children}
    </a>
  );
}
