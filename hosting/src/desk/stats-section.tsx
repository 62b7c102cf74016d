import { CATEGORIES, PRIORITIES, STATUSES, type TicketStats } from "../shared/contract";
import { Notice } from "../shared/controls";
import { CATEGORY_LOOKS, PRIORITY_LOOKS, STATUS_LOOKS, type Tone } from "../shared/labels";

const COUNT = new Intl.NumberFormat(document.documentElement.lang);
const RATE = new Intl.NumberFormat(document.documentElement.lang, {
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
});

export function StatsSection({ stats, failure }: { stats: TicketStats | null; failure: string | null }) {
  return (
    <section aria-labelledby="statistics" aria-busy={stats === null && failure === null}>
      <h2 id="statistics" class="font-semibold text-xl">
        Statistics
      </h2>
      <div role="alert" class="empty:hidden">
        {failure && (
          <div class="mt-3">
            <Notice tone="danger">The statistics could not be read. {failure}</Notice>
          </div>
        )}
      </div>
      {(stats || !failure) && <Figures stats={stats} />}
    </section>
  );
}

/** With the same shape before the figures are known, so that nothing jumps when they come. */
function Figures({ stats }: { stats: TicketStats | null }) {
  return (
    <div class="mt-3 grid grid-cols-1 gap-3 md:grid-cols-3 xl:grid-cols-4">
      <dl class="card grid grid-cols-3 divide-x divide-line p-4 md:col-span-3 xl:col-span-1 xl:grid-cols-1 xl:divide-x-0 xl:divide-y">
        <Tile name="Total" value={stats && COUNT.format(stats.total_tickets)} />
        <Tile name="Open" value={stats && COUNT.format(stats.open_tickets)} />
        <Tile name="Average per day" value={stats && RATE.format(stats.avg_tickets_per_day)} />
      </dl>
      <Breakdown name="By status" values={STATUSES} looks={STATUS_LOOKS} counts={stats?.status_breakdown} />
      <Breakdown name="By priority" values={PRIORITIES} looks={PRIORITY_LOOKS} counts={stats?.priority_breakdown} />
      <Breakdown name="By category" values={CATEGORIES} looks={CATEGORY_LOOKS} counts={stats?.category_breakdown} />
    </div>
  );
}

function Tile({ name, value }: { name: string; value: string | null }) {
  return (
    <div class="flex flex-col-reverse justify-end px-3 xl:first:ps-0 xl:flex-row-reverse xl:items-baseline xl:justify-between xl:px-0 xl:py-2 xl:last:pb-0 xl:first:pt-0">
      <dd class="font-semibold text-2xl tabular-nums">{value ?? "–"}</dd>
      <dt class="text-muted text-sm">{name}</dt>
    </div>
  );
}

interface BreakdownProps<Value extends string> {
  name: string;
  values: readonly Value[];
  looks: Record<Value, { label: string; tone: Tone }>;
  counts: Record<Value, number> | undefined;
}

function Breakdown<Value extends string>({ name, values, looks, counts }: BreakdownProps<Value>) {
  const most = counts ? Math.max(1, ...values.map((value) => counts[value])) : 1;
  return (
    <div class="card p-4">
      <h3 class="font-medium text-sm">{name}</h3>
      <dl class="mt-2 grid gap-2">
        {values.map((value) => (
          <div key={value} class="grid grid-cols-[6.5rem_1fr_auto] items-center gap-2 text-sm">
            <dt class="text-muted">{looks[value].label}</dt>
            <dd class="col-start-3 min-w-8 text-end font-medium tabular-nums">
              {counts ? COUNT.format(counts[value]) : "–"}
            </dd>
            <dd
              aria-hidden="true"
              data-tone={looks[value].tone}
              class="col-start-2 row-start-1 h-2 rounded-full bg-line"
            >
              <div
                class="h-full rounded-full bg-tone transition-[width]"
                style={{ width: `${counts ? (100 * counts[value]) / most : 0}%` }}
              />
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
