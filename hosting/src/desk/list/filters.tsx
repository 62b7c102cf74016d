import { useEffect, useRef, useState } from "preact/hooks";
import { SEARCH_MAX } from "../../shared/contract";
import { entered } from "../../shared/controls";
import { router } from "../address";
import { FILTERS } from "../tickets/fields";
import { type Filters, isFiltered, NO_FILTERS } from "../tickets/filters";

const SEARCH_PAUSE_MS = 300;

export function FilterBar({ filters }: { filters: Filters }) {
  const change = (part: Partial<Filters>): void => router.filter({ ...filters, ...part });
  return (
    <search aria-label="Filter tickets" class="mt-3 grid grid-cols-2 items-end gap-3 md:grid-cols-4">
      <SearchBox filters={filters} />
      {FILTERS.map(([name, { label, looks }]) => (
        <FilterSelect
          key={name}
          label={label}
          options={Object.entries(looks)}
          value={filters[name]}
          onChoose={(value) => change({ [name]: value } as Partial<Filters>)}
        />
      ))}
      <div class="max-md:col-span-full max-md:grid max-md:grid-cols-2 max-md:gap-3">
        <Only
          name="Quarantine"
          chosen={filters.quarantined !== ""}
          onChoose={(quarantined) => change({ quarantined })}
        />
        <Only
          name="Not delivered"
          chosen={filters.undelivered !== ""}
          onChoose={(undelivered) => change({ undelivered })}
        />
      </div>
      <button
        type="button"
        class="button button-quiet disabled:invisible max-md:disabled:hidden"
        disabled={!isFiltered(filters)}
        onClick={() => router.filter(NO_FILTERS)}
      >
        Clear
      </button>
    </search>
  );
}

interface OnlyProps {
  name: string;
  chosen: boolean;
  onChoose: (value: string) => void;
}

function Only({ name, chosen, onChoose }: OnlyProps) {
  return (
    <label class="flex min-h-11 cursor-pointer items-center gap-2 md:min-h-8">
      <input
        type="checkbox"
        class="size-5 accent-accent"
        checked={chosen}
        onChange={(event) => onChoose(event.currentTarget.checked ? "true" : "")}
      />
      {name}
    </label>
  );
}

/** Searches when typing pauses. Follows the filters when they change elsewhere: by the back button, by clearing them. */
function SearchBox({ filters }: { filters: Filters }) {
  const [text, setText] = useState(filters.search);
  const timer = useRef<number | undefined>(undefined);
  const latest = useRef(filters);
  latest.current = filters;
  // What this box has searched for: that comes back as a filter while the agent may be typing on.
  const searched = useRef(filters.search);
  useEffect(() => {
    if (searched.current === filters.search) return;
    searched.current = filters.search;
    window.clearTimeout(timer.current);
    setText(filters.search);
  }, [filters.search]);
  useEffect(() => () => window.clearTimeout(timer.current), []);
  const search = (typed: string): void => {
    setText(typed);
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => {
      if (typed === latest.current.search) return;
      searched.current = typed;
      router.search({ ...latest.current, search: typed });
    }, SEARCH_PAUSE_MS);
  };
  return (
    <label class="col-span-full md:col-span-2">
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

interface FilterSelectProps {
  label: string;
  /** Each value and how it looks. */
  options: [string, { label: string }][];
  value: string;
  onChoose: (value: string) => void;
}

function FilterSelect({ label, options, value, onChoose }: FilterSelectProps) {
  return (
    <label>
      <span class="mb-1 block font-medium text-sm">{label}</span>
      <select class="control" value={value} onChange={(event) => onChoose(entered(event))}>
        <option value="">All</option>
        {options.map(([option, look]) => (
          <option key={option} value={option}>
            {look.label}
          </option>
        ))}
      </select>
    </label>
  );
}
