import type { Source, SuggestionStats, Tally } from "../../shared/contract";
import { FIELDS, type FieldName, lookOf, SUGGESTED, valuesOf } from "../tickets/fields";
import { COUNT, SHARE } from "../ui/numbers";
import { Definition } from "./definition";

const DEFINITION =
  "Of the tickets for which a value was suggested, those for which a person, requester or agent, chose another. By the value that was suggested.";
const SOURCES: Source[] = ["gemini", "local"];

/** How often people did not agree with the suggestion. */
export function OverrideSection({ suggestions }: { suggestions: SuggestionStats | undefined }) {
  return (
    <div class="card px-4 py-3">
      <h2 class="flex flex-wrap items-center gap-1 font-medium text-sm">
        Suggestions overridden
        <Definition of="Suggestions overridden" text={DEFINITION} />
      </h2>
      {SUGGESTED.map((name) => (
        <Overrides key={name} field={name} tallies={suggestions?.[name]} />
      ))}
    </div>
  );
}

interface OverridesProps {
  field: FieldName;
  tallies: Record<Source, Record<string, Tally>> | undefined;
}

function Overrides({ field, tallies }: OverridesProps) {
  const rows: [string, (Tally | undefined)[]][] = valuesOf(field).map((value) => [
    lookOf(field, value).label,
    SOURCES.map((source) => tallies?.[source][value]),
  ]);
  rows.push(["All", SOURCES.map((source) => tallies && sum(Object.values(tallies[source])))]);
  return (
    <table class="mt-2 w-full text-sm">
      <caption class="sr-only">Suggestions overridden, by {field} and source</caption>
      <thead>
        <tr class="text-muted">
          <th scope="col" class="w-2/5 py-1 text-start font-medium text-ink">
            {FIELDS[field].label}
          </th>
          <th scope="col" class="text-end font-normal">
            Gemini
          </th>
          <th scope="col" class="text-end font-normal">
            Local classifier
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([label, cells]) => (
          <Row key={label} label={label} cells={cells} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ label, cells }: { label: string; cells: (Tally | undefined)[] }) {
  return (
    <tr class="last:border-line last:border-t">
      <th scope="row" class="py-1 text-start font-normal text-muted">
        {label}
      </th>
      {cells.map((tally, place) => (
        <td key={SOURCES[place]} class="py-1 ps-2 text-end text-xs tabular-nums">
          {tallyText(tally)}
        </td>
      ))}
    </tr>
  );
}

function sum(tallies: Tally[]): Tally {
  const add = (one: Tally, other: Tally): Tally => ({
    suggested: one.suggested + other.suggested,
    overridden: one.overridden + other.overridden,
  });
  return tallies.reduce(add, { suggested: 0, overridden: 0 });
}

function tallyText(tally: Tally | undefined): string {
  if (!tally || tally.suggested === 0) return "–";
  const { suggested, overridden } = tally;
  return `${SHARE.format(overridden / suggested)} (${COUNT.format(overridden)} of ${COUNT.format(suggested)})`;
}
