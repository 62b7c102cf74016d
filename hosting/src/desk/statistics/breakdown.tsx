import { FIELDS, type FieldName, lookOf, valuesOf } from "../tickets/fields";
import { ALL_TICKETS } from "../tickets/filters";
import { COUNT } from "../ui/numbers";
import { FilterLink } from "./filter-link";

interface BreakdownProps {
  field: FieldName;
  counts: Record<string, number> | undefined;
}

/** How many tickets have each value. The link of a value covers its bar and its number, too. */
export function Breakdown(props: BreakdownProps) {
  const most = Math.max(1, ...Object.values(props.counts ?? {}));
  return (
    <div class="card px-4 py-3">
      <h2 class="font-medium text-sm">By {FIELDS[props.field].label.toLowerCase()}</h2>
      <dl class="mt-1 grid">
        {valuesOf(props.field).map((value) => (
          <Line key={value} {...props} value={value} most={most} />
        ))}
      </dl>
    </div>
  );
}

function Line({ field, counts, value, most }: BreakdownProps & { value: string; most: number }) {
  const { label, tone } = lookOf(field, value);
  const count = counts?.[value] ?? 0;
  return (
    <div class="relative grid grid-cols-[5.5rem_1fr_auto] items-center gap-2 text-sm">
      <dt>
        <FilterLink
          to={{ ...ALL_TICKETS, queue: "", [field]: value }}
          class="block py-0.5 text-muted underline-offset-2 after:absolute after:inset-0 hover:text-ink hover:underline"
        >
          {label}
        </FilterLink>
      </dt>
      <dd class="col-start-3 min-w-8 text-end font-medium tabular-nums">{counts ? COUNT.format(count) : "–"}</dd>
      <dd aria-hidden="true" data-tone={tone} class="col-start-2 row-start-1 h-2 rounded-full bg-line">
        <div class="h-full rounded-full bg-tone transition-[width]" style={{ width: `${(100 * count) / most}%` }} />
      </dd>
    </div>
  );
}
