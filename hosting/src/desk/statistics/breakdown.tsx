import type { Tone } from "../../shared/tones";
import type { Filters } from "../tickets/filters";
import { COUNT } from "../ui/numbers";
import { FilterLink } from "./filter-link";

export interface Line {
  label: string;
  tone: Tone;
  /** Left out while it is not known. */
  count: number | undefined;
  /** The filters that show what the number counts, where there are such. */
  to?: Filters;
}

/**
 * How many tickets there are of each kind. The link of a kind covers its bar and its number, too;
 * `wide` has room for the names of people.
 */
export function Breakdown({ title, lines, wide }: { title: string; lines: Line[]; wide?: boolean }) {
  const most = Math.max(1, ...lines.map(({ count }) => count ?? 0));
  return (
    <div class="card px-4 py-3">
      <h2 class="font-medium text-sm">{title}</h2>
      <dl class="mt-1 grid">
        {lines.map((line) => (
          <Bar key={line.label} {...line} most={most} wide={wide} />
        ))}
      </dl>
    </div>
  );
}

function Bar({ label, tone, count, to, most, wide }: Line & { most: number; wide: boolean | undefined }) {
  const columns = wide ? "grid-cols-[10rem_1fr_auto]" : "grid-cols-[5.5rem_1fr_auto]";
  return (
    <div class={`relative grid ${columns} items-center gap-2 text-sm`}>
      <dt class="min-w-0">
        {to ? (
          <FilterLink
            to={to}
            class="block truncate py-0.5 text-muted underline-offset-2 after:absolute after:inset-0 hover:text-ink hover:underline"
          >
            <bdi>{label}</bdi>
          </FilterLink>
        ) : (
          <span class="block py-0.5 text-muted">{label}</span>
        )}
      </dt>
      <dd class="col-start-3 min-w-8 text-end font-medium tabular-nums">
        {count === undefined ? "–" : COUNT.format(count)}
      </dd>
      <dd aria-hidden="true" data-tone={tone} class="col-start-2 row-start-1 h-2 rounded-full bg-line">
        <div
          class="h-full rounded-full bg-tone transition-[width]"
          style={{ width: `${(100 * (count ?? 0)) / most}%` }}
        />
      </dd>
    </div>
  );
}
