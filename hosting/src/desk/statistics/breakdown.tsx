import type { FieldName } from "../tickets/edit-state";
import type { Tone } from "../tickets/labels";
import type { Navigation } from "../tickets/navigation";
import { type Filters, NO_FILTERS } from "../tickets/view";
import { COUNT } from "../ui/numbers";
import { FilterLink } from "./filter-link";

interface BreakdownProps<Value extends string> {
  navigation: Navigation;
  filters: Filters;
  name: string;
  field: FieldName;
  values: readonly Value[];
  looks: Record<Value, { label: string; tone: Tone }>;
  counts: Record<Value, number> | undefined;
}

/** How many tickets have each value. The link of a value covers its bar and its number, too. */
export function Breakdown<Value extends string>(props: BreakdownProps<Value>) {
  const { name, values, counts } = props;
  const most = counts ? Math.max(1, ...values.map((value) => counts[value])) : 1;
  return (
    <div class="card px-4 py-3">
      <h3 class="font-medium text-sm">{name}</h3>
      <dl class="mt-1 grid">
        {values.map((value) => (
          <Line key={value} {...props} value={value} most={most} />
        ))}
      </dl>
    </div>
  );
}

function Line<Value extends string>(props: BreakdownProps<Value> & { value: Value; most: number }) {
  const { navigation, filters, field, looks, counts, value, most } = props;
  const { label, tone } = looks[value];
  return (
    <div class="relative grid grid-cols-[5.5rem_1fr_auto] items-center gap-2 text-sm">
      <dt>
        <FilterLink
          navigation={navigation}
          filters={filters}
          to={{ ...NO_FILTERS, [field]: value }}
          class="block py-0.5 text-muted underline-offset-2 after:absolute after:inset-0 hover:text-ink hover:underline aria-[current]:font-semibold aria-[current]:text-ink"
        >
          {label}
        </FilterLink>
      </dt>
      <dd class="col-start-3 min-w-8 text-end font-medium tabular-nums">
        {counts ? COUNT.format(counts[value]) : "–"}
      </dd>
      <dd aria-hidden="true" data-tone={tone} class="col-start-2 row-start-1 h-2 rounded-full bg-line">
        <div
          class="h-full rounded-full bg-tone transition-[width]"
          style={{ width: `${counts ? (100 * counts[value]) / most : 0}%` }}
        />
      </dd>
    </div>
  );
}
