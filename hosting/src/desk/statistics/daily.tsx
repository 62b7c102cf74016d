import { useEffect, useRef, useState } from "preact/hooks";
import type { Day } from "../../shared/contract";
import { onDemand } from "../session/on-demand";
import { COUNT } from "../ui/numbers";
import type { DailyChart } from "./daily-chart";
import { Definition } from "./definition";

const DEFINITION =
  "For each of the last 30 days (UTC): the tickets that came in, and the tickets that are resolved or closed now and became so that day.";
const DAY = new Intl.DateTimeFormat(document.documentElement.lang, { day: "numeric", month: "short", timeZone: "UTC" });

/** Created against resolved, as a chart and as a table. */
export function DailySection({ daily }: { daily: Day[] | undefined }) {
  return (
    <div class="card px-4 py-3">
      <h2 class="flex flex-wrap items-center gap-1 font-medium text-sm">
        Created and resolved, last 30 days
        <Definition of="Created and resolved" text={DEFINITION} />
      </h2>
      <Legend />
      {daily ? <Chart daily={daily} /> : <div class="mt-2 h-40" />}
      <details class="mt-2 text-sm">
        <summary class="link w-fit cursor-pointer">Show as a table</summary>
        {daily && <Table daily={daily} />}
      </details>
    </div>
  );
}

function Legend() {
  return (
    <p aria-hidden="true" class="mt-1 flex gap-4 text-muted text-sm">
      <span class="flex items-center gap-1.5">
        <span class="h-0.5 w-5 bg-accent" /> Created
      </span>
      <span class="flex items-center gap-1.5" data-tone="success">
        <span class="w-5 border-tone border-t-2 border-dashed" /> Resolved
      </span>
    </p>
  );
}

function Chart({ daily }: { daily: Day[] }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [chart, setChart] = useState<DailyChart | null>(null);
  const [gone, setGone] = useState(false);
  useEffect(() => {
    const ending = new AbortController();
    let opened: DailyChart | undefined;
    const open = async (): Promise<void> => {
      const { DailyChart } = await onDemand(() => import("./daily-chart"));
      if (ending.signal.aborted || !canvas.current) return;
      opened = new DailyChart(canvas.current);
      setChart(opened);
    };
    open().catch(() => setGone(true));
    return () => {
      ending.abort();
      opened?.close();
    };
  }, []);
  useEffect(() => chart?.show(daily.map((day) => ({ ...day, label: dayText(day) }))), [chart, daily]);
  if (gone)
    return <p class="mt-2 text-muted text-sm">The chart could not be loaded. The table has the same figures.</p>;
  return (
    <div class="relative mt-2 h-40">
      <canvas ref={canvas} role="img" aria-label={chartText(daily)} />
    </div>
  );
}

function dayText(day: Day): string {
  return DAY.format(new Date(day.date));
}

function chartText(daily: Day[]): string {
  const created = daily.reduce((sum, day) => sum + day.created, 0);
  const resolved = daily.reduce((sum, day) => sum + day.resolved, 0);
  return `In the last 30 days ${COUNT.format(created)} created, ${COUNT.format(resolved)} resolved. The table below has every day.`;
}

function Table({ daily }: { daily: Day[] }) {
  return (
    <table class="mt-2 w-full">
      <caption class="sr-only">Tickets created and resolved, by day, the last day first</caption>
      <thead>
        <tr class="text-muted">
          <th scope="col" class="py-1 text-start font-normal">
            Day
          </th>
          <th scope="col" class="text-end font-normal">
            Created
          </th>
          <th scope="col" class="text-end font-normal">
            Resolved
          </th>
        </tr>
      </thead>
      <tbody>
        {daily.toReversed().map((day) => (
          <tr key={day.date}>
            <th scope="row" class="py-0.5 text-start font-normal">
              {dayText(day)}
            </th>
            <td class="text-end tabular-nums">{COUNT.format(day.created)}</td>
            <td class="text-end tabular-nums">{COUNT.format(day.resolved)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
