import { router } from "../address";
import { choicesOfFilters, type FilterChoice, filtersWith } from "../tickets/filter-choices";
import { type Filters, isFiltered } from "../tickets/filters";
import type { Tools } from "../tickets/use-desk";
import { chooser } from "../ui/chooser";
import { useStore } from "../ui/store";
import { SearchBox } from "./search-box";

/** Which tickets: by words, and by values, each set one a chip. */
export function FilterBar({ tools, filters }: { tools: Tools; filters: Filters }) {
  const { agents } = useStore(tools.team);
  const choices = choicesOfFilters(filters, agents);
  const set = choices.filter(({ isSet }) => isSet(filters));
  return (
    <search aria-label="Filter tickets" class="grid gap-2">
      <div class="flex gap-2">
        <SearchBox tools={tools} filters={filters} />
        <AddFilter filters={filters} choices={choices} />
      </div>
      {isFiltered(filters) && (
        <ul aria-label="Filters" class="flex flex-wrap items-center gap-1.5">
          {set.map((choice) => (
            <Chip key={choice.value} choice={choice} filters={filters} />
          ))}
          <li>
            <button type="button" class="link min-h-7 cursor-pointer px-1 text-sm" onClick={() => router.clear()}>
              Clear
            </button>
          </li>
        </ul>
      )}
    </search>
  );
}

function AddFilter({ filters, choices }: { filters: Filters; choices: FilterChoice[] }) {
  const ask = (button: Element): void =>
    chooser.ask(button, {
      label: "Add a filter",
      choices,
      chosen: choices.filter(({ isSet }) => isSet(filters)).map(({ value }) => value),
      choose: (value) => router.filter(filtersWith(filters, value)),
    });
  return (
    <button
      type="button"
      class="button button-quiet button-small shrink-0"
      aria-haspopup="listbox"
      onClick={(event) => ask(event.currentTarget)}
    >
      Filter
    </button>
  );
}

/** One value that the list is filtered by; a click ends that. */
function Chip({ choice: { label, value }, filters }: { choice: FilterChoice; filters: Filters }) {
  return (
    <li>
      <button
        type="button"
        class="flex min-h-7 cursor-pointer items-center gap-1.5 rounded-full border border-accent/40 bg-suggest ps-2.5 pe-2 text-sm hover:border-accent"
        aria-label={`${label}, remove this filter`}
        onClick={() => router.filter(filtersWith(filters, value))}
      >
        {label}
        <svg aria-hidden="true" viewBox="0 0 16 16" class="size-3 fill-none stroke-2 stroke-current">
          <path d="m3 3 10 10M13 3 3 13" />
        </svg>
      </button>
    </li>
  );
}
