import type { ComponentChildren } from "preact";
import { linkTo, TICKETS } from "../address";
import type { Filters } from "../tickets/filters";

interface FilterLinkProps {
  to: Filters;
  class: string;
  children: ComponentChildren;
}

/** Shows in the list the tickets that a number counts. */
export function FilterLink({ to, class: look, children }: FilterLinkProps) {
  return (
    <a {...linkTo({ ...TICKETS, filters: to })} class={look}>
      {children}
    </a>
  );
}
