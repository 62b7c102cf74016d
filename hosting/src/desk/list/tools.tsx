import { withAllSelected } from "../tickets/bulk-state";
import { REFRESHED_MAX } from "../tickets/list-state";
import type { DeskState } from "../tickets/state";
import type { Tools } from "../tickets/use-desk";
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

function summary({ tickets, nextCursor, waitingFor }: DeskState): string {
  if (waitingFor === "list") return "Loading tickets";
  if (!tickets || tickets.length === 0) return "";
  const count = `${tickets.length} ${tickets.length === 1 ? "ticket" : "tickets"}`;
  const extent = nextCursor === null ? `${count}, newest first` : `The newest ${count}`;
  return tickets.length > REFRESHED_MAX ? `${extent}; the first ${REFRESHED_MAX} stay up to date` : extent;
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
