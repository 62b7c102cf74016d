import { useState } from "preact/hooks";
import { entered, Spinner } from "../../shared/controls";
import { type Bulk, type BulkItem, count, withAllSelected } from "../tickets/bulk-state";
import { FIELD_NAMES, FIELDS, type FieldName, lookOf, patchOf, valuesOf } from "../tickets/fields";
import type { DeskState } from "../tickets/state";
import type { Tools } from "../tickets/use-desk";
import { patchText } from "../tickets/wording";

interface BulkBarProps {
  tools: Tools;
  state: DeskState;
}

/** Changes all selected tickets at once, and reports what became of each. It floats below, so that no row moves for it. */
export function BulkBar({ tools, state }: BulkBarProps) {
  const { bulk, selected } = state;
  if (selected.size === 0 && !bulk) return null;
  const busy = bulk !== null && count(bulk, "waiting") > 0;
  return (
    <section aria-label="Selected tickets" tabIndex={-1} class="card sticky bottom-2 z-10 mt-3 p-3 shadow-lg">
      {selected.size > 0 && <Controls tools={tools} selected={selected.size} busy={busy} />}
      <p role="status" aria-label="Selection" class="flex items-center gap-2 text-sm [&:not(:first-child)]:mt-2">
        {busy && <Spinner />}
        {bulk && summary(bulk)}
      </p>
      {bulk && !busy && <Report tools={tools} bulk={bulk} />}
    </section>
  );
}

function Controls({ tools, selected, busy }: { tools: Tools; selected: number; busy: boolean }) {
  return (
    <div class="flex flex-wrap items-center gap-2">
      <span class="me-2 font-medium text-sm">{selected} selected</span>
      {FIELD_NAMES.map((field) => (
        <BulkSelect key={field} field={field} tools={tools} busy={busy} />
      ))}
      <button
        type="button"
        class="button button-quiet button-small"
        onClick={() => tools.desk.update((state) => withAllSelected(state, false))}
      >
        Clear selection
      </button>
    </div>
  );
}

/** Chosen first and applied with a button: arrow keys pass values that one does not mean. */
function BulkSelect({ field, tools, busy }: { field: FieldName; tools: Tools; busy: boolean }) {
  const [value, setValue] = useState("");
  const name = `Set ${FIELDS[field].label.toLowerCase()}`;
  const apply = (button: HTMLElement): void => {
    if (busy || value === "") return;
    // The button goes; what becomes of it is said beside.
    button.closest("section")?.focus();
    void tools.edits.changeSelected(patchOf(field, value));
    setValue("");
  };
  return (
    <span class="flex items-center gap-1">
      <select
        aria-label={name}
        class="min-h-9 rounded-lg border border-edge bg-card px-2 py-1 text-sm"
        value={value}
        onChange={(event) => setValue(entered(event))}
      >
        <option value="">{name}</option>
        {valuesOf(field).map((option) => (
          <option key={option} value={option}>
            {lookOf(field, option).label}
          </option>
        ))}
      </select>
      {value !== "" && (
        <button
          type="button"
          class="button button-primary button-small"
          aria-disabled={busy}
          onClick={(event) => apply(event.currentTarget)}
        >
          Apply
        </button>
      )}
    </span>
  );
}

function summary(bulk: Bulk): string {
  const waiting = count(bulk, "waiting");
  const total = bulk.items.length;
  if (waiting > 0) return `Changing ${patchText(bulk.patch)}: ${total - waiting} of ${total}`;
  const parts = [
    [count(bulk, "done"), "changed"],
    [count(bulk, "overtaken"), "left as they are, changed in the meantime"],
    [count(bulk, "failed"), "failed"],
  ] as const;
  const outcomes = parts.filter(([number]) => number > 0).map(([number, what]) => `${number} ${what}`);
  return `${patchText(bulk.patch)}: ${outcomes.join("; ")}.`;
}

const OUTCOMES: Record<BulkItem["outcome"], string> = {
  waiting: "Waiting",
  done: "Changed",
  overtaken: "Not changed: it changed in the meantime. Look at it, and apply again if yours is still right.",
  failed: "Not changed.",
};

function Report({ tools, bulk }: { tools: Tools; bulk: Bulk }) {
  return (
    <div class="mt-2 flex flex-wrap items-start justify-between gap-2 text-sm">
      <details class="min-w-0 grow" open={count(bulk, "done") < bulk.items.length}>
        <summary class="link w-fit cursor-pointer py-2">Result of each ticket</summary>
        <Results bulk={bulk} />
      </details>
      <button
        type="button"
        class="button button-quiet button-small"
        onClick={() => tools.desk.update((state) => ({ ...state, bulk: null }))}
      >
        Dismiss
      </button>
    </div>
  );
}

function Results({ bulk }: { bulk: Bulk }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also for those who have no pointer
    <ul aria-label="Results" tabIndex={0} class="mt-1 grid max-h-32 gap-1 overflow-y-auto">
      {bulk.items.map(({ ticket, outcome, message }) => (
        <li key={ticket.id} data-tone={outcome === "done" ? "success" : "warning"}>
          <span class="font-mono">{ticket.reference}</span> <bdi class="[overflow-wrap:anywhere]">{ticket.title}</bdi>:{" "}
          <span class="font-medium text-tone">
            {OUTCOMES[outcome]} {message}
          </span>
        </li>
      ))}
    </ul>
  );
}
