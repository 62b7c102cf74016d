import { COUNT_MAX } from "../../shared/contract";
import { withAllSelected } from "../tickets/bulk-state";
import { counterOf } from "../tickets/filters";
import { REFRESHED_MAX } from "../tickets/list-state";
import type { DeskState } from "../tickets/state";
import type { Tools } from "../tickets/use-desk";
import { COUNT } from "../ui/numbers";
import { ExportControl } from "./export";

interface ListToolsProps {
  tools: Tools;
  state: DeskState;
  onHelp: () => void;
}

/** What is above the list: how much of it there is, and what can be done with all of it. */
export function ListTools({ tools, state, onHelp }: ListToolsProps) {
  return (
    <div class="mt-4 flex flex-wrap items-center gap-x-4 gap-y-2">
      {!state.filters.quarantined && <SelectAll tools={tools} state={state} />}
      <p role="status" aria-label="List" class="text-muted text-sm empty:hidden">
        {summary(state)}
      </p>
      <div class="ms-auto flex flex-wrap items-center gap-2">
        <button type="button" class="button button-quiet button-small hidden md:inline-flex" onClick={onHelp}>
          Keyboard shortcuts
        </button>
        <ExportControl tools={tools} state={state} />
      </div>
    </div>
  );
}

function summary(state: DeskState): string {
  const { tickets, filters, nextCursor, waitingFor } = state;
  if (waitingFor === "list") return "Loading tickets";
  if (!tickets || tickets.length === 0) return "";
  const what = `${tickets.length === 1 ? "ticket" : "tickets"}${filters.quarantined ? " in quarantine" : ""}`;
  const shown = COUNT.format(tickets.length);
  const extent = nextCursor === null ? `${shown} ${what}, newest first` : `The newest ${shown}${ofAll(state)} ${what}`;
  return tickets.length > REFRESHED_MAX ? `${extent}; the first ${REFRESHED_MAX} stay up to date` : extent;
}

/** How many there are on all pages, as far as that is known. A number that is behind the list says nothing. */
function ofAll({ tickets, filters, stats, count }: DeskState): string {
  const counter = counterOf(filters);
  const all = counter ? stats && counter(stats) : count;
  if (all === null || all <= (tickets?.length ?? 0)) return "";
  return ` of ${COUNT.format(all)}${!counter && all === COUNT_MAX ? "+" : ""}`;
}

function SelectAll({ tools, state }: Omit<ListToolsProps, "onHelp">) {
  const { tickets, selected } = state;
  if (!tickets || tickets.length === 0) return null;
  const all = tickets.every((ticket) => selected.has(ticket.id));
  return (
    <label class="flex min-h-9 cursor-pointer items-center gap-3 ps-3 text-sm">
      <input
        type="checkbox"
        class="size-5 accent-accent"
        checked={all}
        indeterminate={!all && selected.size > 0}
        onChange={() => tools.desk.update((before) => withAllSelected(before, !all))}
      />
      Select all shown
    </label>
  );
}
