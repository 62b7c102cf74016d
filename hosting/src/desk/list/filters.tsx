import { useEffect, useRef, useState } from "preact/hooks";
import { CATEGORIES, PRIORITIES, SEARCH_MAX, STATUSES } from "../../shared/contract";
import { entered } from "../../shared/controls";
import { CATEGORY_LOOKS, PRIORITY_LOOKS, STATUS_LOOKS } from "../tickets/labels";
import type { Navigation } from "../tickets/navigation";
import { type Filters, isFiltered, NO_FILTERS } from "../tickets/view";

const SEARCH_PAUSE_MS = 300;

interface FilterBarProps {
  filters: Filters;
  navigation: Navigation;
}

export function FilterBar({ filters, navigation }: FilterBarProps) {
  const change = (part: Partial<Filters>): void => navigation.filter({ ...filters, ...part });
  return (
    <search
      aria-label="Filter tickets"
      class="mt-3 grid grid-cols-2 items-end gap-3 md:grid-cols-[repeat(3,minmax(0,1fr))_auto_auto] lg:grid-cols-[minmax(0,1fr)_repeat(3,8rem)_auto_auto]"
    >
      <SearchBox filters={filters} navigation={navigation} />
      <FilterSelect
        name="Status"
        values={STATUSES}
        looks={STATUS_LOOKS}
        value={filters.status}
        onChoose={(status) => change({ status })}
      />
      <FilterSelect
        name="Priority"
        values={PRIORITIES}
        looks={PRIORITY_LOOKS}
        value={filters.priority}
        onChoose={(priority) => change({ priority })}
      />
      <FilterSelect
        name="Category"
        values={CATEGORIES}
        looks={CATEGORY_LOOKS}
        value={filters.category}
        onChoose={(category) => change({ category })}
      />
      <QuarantineFilter chosen={filters.quarantined !== ""} onChoose={(quarantined) => change({ quarantined })} />
      <button
        type="button"
        class="button button-quiet disabled:invisible max-md:disabled:hidden"
        disabled={!isFiltered(filters)}
        onClick={() => navigation.filter(NO_FILTERS)}
      >
        Clear
      </button>
    </search>
  );
}

function QuarantineFilter({ chosen, onChoose }: { chosen: boolean; onChoose: (value: "true" | "") => void }) {
  return (
    <label class="flex min-h-11 cursor-pointer items-center gap-2">
      <input
        type="checkbox"
        class="size-5 accent-accent"
        checked={chosen}
        onChange={(event) => onChoose(event.currentTarget.checked ? "true" : "")}
      />
      Quarantine
    </label>
  );
}

/** Searches when typing pauses. Follows the filters when they change elsewhere: by the back button, by clearing them. */
function SearchBox({ filters, navigation }: FilterBarProps) {
  const [text, setText] = useState(filters.search);
  const timer = useRef<number | undefined>(undefined);
  const latest = useRef(filters);
  latest.current = filters;
  useEffect(() => {
    window.clearTimeout(timer.current);
    setText(filters.search);
  }, [filters.search]);
  useEffect(() => () => window.clearTimeout(timer.current), []);
  const search = (typed: string): void => {
    setText(typed);
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => {
      if (typed !== latest.current.search) navigation.search({ ...latest.current, search: typed });
    }, SEARCH_PAUSE_MS);
  };
  return (
    <label class="col-span-full lg:col-span-1">
      <span class="mb-1 block font-medium text-sm">Search</span>
      <input
        type="search"
        class="control"
        placeholder="Words or a reference"
        maxLength={SEARCH_MAX}
        value={text}
        onInput={(event) => search(entered(event))}
      />
    </label>
  );
}

interface FilterSelectProps<Value extends string> {
  name: string;
  values: readonly Value[];
  looks: Record<Value, { label: string }>;
  value: Value | "";
  onChoose: (value: Value | "") => void;
}

function FilterSelect<Value extends string>(props: FilterSelectProps<Value>) {
  return (
    <label>
      <span class="mb-1 block font-medium text-sm">{props.name}</span>
      <select
        class="control"
        value={props.value}
        onChange={(event) => props.onChoose(props.values.find((value) => value === entered(event)) ?? "")}
      >
        <option value="">All</option>
        {props.values.map((value) => (
          <option key={value} value={value}>
            {props.looks[value].label}
          </option>
        ))}
      </select>
    </label>
  );
}
