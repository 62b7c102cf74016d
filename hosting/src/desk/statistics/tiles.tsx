import type { TicketStats } from "../../shared/contract";
import { ALL_TICKETS, type Filters } from "../tickets/filters";
import { COUNT, RATE } from "../ui/numbers";
import { Definition } from "./definition";
import { FilterLink } from "./filter-link";

const TOTAL = "All tickets ever opened, whatever their status. Tickets in quarantine do not count.";
const OPEN = "Tickets whose status is Open. Those in progress are not among them.";
const AVERAGE = "All tickets, divided by the days since the first one came in, but at least by one day.";

export function Tiles({ stats }: { stats: TicketStats | null }) {
  return (
    <dl class="card grid grid-cols-3 divide-x divide-line py-3">
      <Tile name="Total" text={TOTAL} value={stats && COUNT.format(stats.total_tickets)} to={ALL_TICKETS} />
      <Tile
        name="Open"
        text={OPEN}
        value={stats && COUNT.format(stats.open_tickets)}
        to={{ ...ALL_TICKETS, queue: "", status: "open" }}
      />
      <Tile name="Per day" text={AVERAGE} value={stats && RATE.format(stats.avg_tickets_per_day)} />
    </dl>
  );
}

interface TileProps {
  name: string;
  /** How the number is defined. */
  text: string;
  value: string | null;
  /** The filters that show what the number counts. */
  to?: Filters;
}

export function Tile({ name, text, value, to }: TileProps) {
  const look = "break-words font-semibold text-base tabular-nums min-[420px]:text-2xl";
  return (
    <div class="min-w-0 px-2 min-[420px]:px-3">
      <dt class="flex flex-wrap items-center gap-1 text-muted text-sm">
        <span>{name}</span>
        <Definition of={name} text={text} />
      </dt>
      <dd class={look}>
        {to && value !== null ? (
          <FilterLink to={to} class="link decoration-1">
            {value}
          </FilterLink>
        ) : (
          (value ?? "–")
        )}
      </dd>
    </div>
  );
}
