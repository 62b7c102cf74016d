import type { Sort } from "../../shared/contract";
import { router } from "../address";
import { withAllSelected } from "../tickets/bulk-state";
import { countedQueue, type Filters, SORTS } from "../tickets/filters";
import { REFRESHED_MAX } from "../tickets/list-state";
import { countText } from "../tickets/queue-count";
import type { DeskState } from "../tickets/state";
import type { Tools } from "../tickets/use-desk";
import { chooser } from "../ui/chooser";
import { COUNT } from "../ui/numbers";
import { ExportControl } from "./export";

interface ListToolsProps {
  tools: Tools;
  state: DeskState;
}

interface DensityProps {
  compact: boolean;
  onCompact: (compact: boolean) => void;
}

/** What is above the list: how much of it there is, and what can be done with all of it. */
export function ListTools({ tools, state, compact, onCompact }: ListToolsProps & DensityProps) {
  return (
    <div class="flex min-h-8 flex-wrap items-center gap-x-3 text-sm">
      {state.filters.queue !== "quarantine" && <SelectAll tools={tools} state={state} />}
      <p role="status" aria-label="List" class="text-muted text-xs empty:hidden">
        {summary(state)}
      </p>
      <Order filters={state.filters} />
      <div class="ms-auto flex flex-wrap items-center gap-1">
        <button
          type="button"
          class={`grid size-8 cursor-pointer place-items-center rounded-md ${compact ? "bg-suggest" : "text-muted"} hover:bg-page`}
          aria-label="Compact rows"
          title="Compact rows"
          aria-pressed={compact}
          onClick={() => onCompact(!compact)}
        >
          <svg aria-hidden="true" viewBox="0 0 16 16" class="size-4 fill-none stroke-[1.5] stroke-current">
            <path d="M2.5 4h11M2.5 8h11M2.5 12h11" />
          </svg>
        </button>
        <ExportControl tools={tools} state={state} />
      </div>
    </div>
  );
}

function summary(state: DeskState): string {
  const { tickets, nextCursor, waitingFor } = state;
  if (waitingFor === "list") return "Loading tickets";
  if (!tickets || tickets.length === 0) return "";
  const what = tickets.length === 1 ? "ticket" : "tickets";
  const all = nextCursor === null ? "" : ofAll(state);
  const extent = `${nextCursor !== null && !all ? "First " : ""}${COUNT.format(tickets.length)}${all} ${what}`;
  return tickets.length > REFRESHED_MAX ? `${extent}; the first ${REFRESHED_MAX} stay up to date` : extent;
}

/** How many there are on all pages, as far as that is known. A number that is behind the list says nothing. */
function ofAll({ tickets, filters, queues, count }: DeskState): string {
  const queue = countedQueue(filters);
  const all = queue === null ? count : (queues?.find(({ id }) => id === queue)?.count ?? null);
  if (all === null || all <= (tickets?.length ?? 0)) return "";
  return ` of ${countText(all, queue ?? "all")}`;
}

/** What the list is ordered by. What was searched for has one order. */
function Order({ filters }: { filters: Filters }) {
  const { sort, search, tag, queue } = filters;
  if (search || tag || queue === "quarantine") return null;
  const ask = (button: Element): void =>
    chooser.ask(button, {
      label: "Order of the list",
      choices: Object.entries(SORTS).map(([value, label]) => ({ value, label })),
      chosen: [sort || "newest"],
      choose: (value) => router.filter({ ...filters, sort: value === "newest" ? "" : value }),
    });
  return (
    <button
      type="button"
      class="link min-h-8 cursor-pointer text-xs"
      aria-haspopup="listbox"
      onClick={(event) => ask(event.currentTarget)}
    >
      {SORTS[(sort || "newest") as Sort]}
    </button>
  );
}

function SelectAll({ tools, state }: ListToolsProps) {
  const { tickets, selected } = state;
  if (!tickets || tickets.length === 0) return null;
  const all = tickets.every((ticket) => selected.has(ticket.id));
  return (
    <input
      type="checkbox"
      aria-label="Select all shown"
      title="Select all shown"
      class="size-5 cursor-pointer accent-accent"
      checked={all}
      indeterminate={!all && selected.size > 0}
      onChange={() => tools.desk.update((before) => withAllSelected(before, !all))}
    />
  );
}
