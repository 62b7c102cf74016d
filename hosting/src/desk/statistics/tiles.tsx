import type { TicketStats } from "../../shared/contract";
import { type Filters, NO_FILTERS } from "../tickets/filters";
import { COUNT, RATE } from "../ui/numbers";
import { Definition } from "./definition";
import { FilterLink } from "./filter-link";

interface TilesProps {
  filters: Filters;
  stats: TicketStats | null;
}

const TOTAL = "All tickets ever opened, whatever their status. Tickets in quarantine do not count.";
const OPEN = "Tickets whose status is Open. Those in progress are not among them.";
const AVERAGE = "All tickets, divided by the days since the first one came in, but at least by one day.";

export function Tiles({ stats, filters }: TilesProps) {
  return (
    <dl class="card grid grid-cols-3 divide-x divide-line py-3">
      <Tile
        name="Total"
        text={TOTAL}
        value={stats && COUNT.format(stats.total_tickets)}
        link={{ to: NO_FILTERS, filters }}
      />
      <Tile
        name="Open"
        text={OPEN}
        value={stats && COUNT.format(stats.open_tickets)}
        link={{ to: { ...NO_FILTERS, status: "open" }, filters }}
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
  /** The filters that show what the number counts, and those that are set. */
  link?: { to: Filters; filters: Filters };
}

export function Tile({ name, text, value, link }: TileProps) {
  const look = "break-words font-semibold text-base tabular-nums min-[420px]:text-2xl";
  return (
    <div class="min-w-0 px-2 min-[420px]:px-3">
      <dt class="flex flex-wrap items-center gap-1 text-muted text-sm">
        <span>{name}</span>
        <Definition of={name} text={text} />
      </dt>
      <dd class={look}>
        {link && value !== null ? (
          <FilterLink {...link} class="link decoration-1">
            {value}
          </FilterLink>
        ) : (
          (value ?? "–")
        )}
      </dd>
    </div>
  );
}
