import type { Category, Spans, TicketStats, Times } from "../../shared/contract";
import { lookOf, valuesOf } from "../tickets/fields";
import { type Agents, nameOf } from "../tickets/team";
import { durationText } from "../ui/duration";
import { COUNT } from "../ui/numbers";
import { Definition } from "./definition";

type Measure = keyof Times;
type Row = [string, Spans | undefined];

const TITLES: Record<Measure, [string, string]> = {
  first_reply_seconds: [
    "Time to the first reply",
    "From when a ticket came in to our first reply, over all tickets that have one: half of them took at most the median, nine of ten at most the last number. Of one agent: the tickets that are theirs now. At most 1% off in the first line, 10% in the others.",
  ],
  resolution_seconds: [
    "Time to the solution",
    "From when a ticket came in until it was resolved or closed, over all tickets that are so now: half of them took at most the median, nine of ten at most the last number. Of one agent: the tickets that are theirs now. At most 1% off in the first line, 10% in the others.",
  ],
};

const COLUMNS = ["Group", "Tickets", "Median", "90%"];

/** How long requesters waited: in all, by category, and by agent. */
export function TimesSection({ stats, agents }: { stats: TicketStats | null; agents: Agents }) {
  return (
    <div class="grid gap-3 lg:grid-cols-2">
      {(Object.keys(TITLES) as Measure[]).map((measure) => (
        <TimesTable key={measure} measure={measure} rows={rowsOf(measure, stats, agents)} />
      ))}
    </div>
  );
}

function rowsOf(measure: Measure, stats: TicketStats | null, agents: Agents): Row[] {
  const people = Object.entries(stats?.times_by_assignee ?? {});
  return [
    ["All", stats?.[measure]],
    ...valuesOf("category").map((value): Row => {
      return [lookOf("category", value).label, stats?.times_by_category[value as Category]?.[measure]];
    }),
    ...people.map(([uid, times]): Row => [nameOf(agents, uid), times[measure]]),
  ];
}

function TimesTable({ measure, rows }: { measure: Measure; rows: Row[] }) {
  const [title, text] = TITLES[measure];
  return (
    <div class="card px-4 py-3">
      <h2 class="flex flex-wrap items-center gap-1 font-medium text-sm">
        {title}
        <Definition of={title} text={text} />
      </h2>
      <table class="mt-1 w-full text-sm">
        <caption class="sr-only">{title}, by category and agent</caption>
        <thead>
          <tr class="text-muted">
            {COLUMNS.map((name, place) => (
              <th key={name} scope="col" class={`py-1 font-normal ${place === 0 ? "text-start" : "ps-2 text-end"}`}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, spans]) => (
            <TimesRow key={name} name={name} spans={spans} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function TimesRow({ name, spans }: { name: string; spans: Spans | undefined }) {
  const cells = [spans && COUNT.format(spans.count), wait(spans?.median), wait(spans?.p90)];
  return (
    <tr class="first:border-line first:border-b">
      <th scope="row" class="py-1 text-start font-normal text-muted [overflow-wrap:anywhere]">
        <bdi>{name}</bdi>
      </th>
      {cells.map((text, place) => (
        <td key={place} class="whitespace-nowrap py-1 ps-2 text-end tabular-nums">
          {text ?? "–"}
        </td>
      ))}
    </tr>
  );
}

function wait(seconds: number | null | undefined): string | null {
  return seconds == null ? null : durationText(seconds);
}
