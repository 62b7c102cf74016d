import { Spinner } from "../../shared/controls";
import { type Bulk, type BulkItem, count, waysBack, withAllSelected } from "../tickets/bulk-state";
import { FIELD_NAMES, FIELDS, type FieldName, lookOf, patchOf, valuesOf } from "../tickets/fields";
import { openByKey } from "../tickets/focus";
import type { DeskState } from "../tickets/state";
import type { Tools } from "../tickets/use-desk";

interface BulkBarProps {
  tools: Tools;
  state: DeskState;
}

/** Changes all selected tickets at once, and reports what became of each. */
export function BulkBar({ tools, state }: BulkBarProps) {
  const { bulk, selected } = state;
  if (selected.size === 0 && !bulk) return null;
  const busy = bulk !== null && count(bulk, "waiting") > 0;
  return (
    <section aria-label="Selected tickets" tabIndex={-1} class="card p-3 shadow-lg">
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

/** The chosen value acts at once, and can be undone. */
function BulkSelect({ field, tools, busy }: { field: FieldName; tools: Tools; busy: boolean }) {
  const name = `Set ${FIELDS[field].label.toLowerCase()}`;
  const change = (select: HTMLSelectElement): void => {
    const { value } = select;
    // It is a command, not a value of its own.
    select.value = "";
    // It may go with the last selected ticket; what becomes of the change is said beside.
    select.closest("section")?.focus();
    void tools.edits.changeSelected(patchOf(field, value));
  };
  return (
    <select
      aria-label={name}
      class="min-h-9 rounded-lg border border-edge bg-card px-2 py-1 text-sm"
      disabled={busy}
      onKeyDown={openByKey}
      onChange={(event) => change(event.currentTarget)}
    >
      <option value="">{name}</option>
      {valuesOf(field).map((option) => (
        <option key={option} value={option}>
          {lookOf(field, option).label}
        </option>
      ))}
    </select>
  );
}

function summary(bulk: Bulk): string {
  const waiting = count(bulk, "waiting");
  const total = bulk.items.length;
  if (waiting > 0) return `Changing ${bulk.name}: ${total - waiting} of ${total}`;
  const parts = [
    [waysBack(bulk).length, "changed"],
    [count(bulk, "done") - waysBack(bulk).length, "already so"],
    [count(bulk, "overtaken"), "left as they are, changed in the meantime"],
    [count(bulk, "failed"), "failed"],
  ] as const;
  const outcomes = parts.filter(([number]) => number > 0).map(([number, what]) => `${number} ${what}`);
  return `${bulk.name}: ${outcomes.join("; ")}.`;
}

const OUTCOMES: Record<BulkItem["outcome"], string> = {
  waiting: "Waiting",
  done: "Changed",
  overtaken: "Not changed: it changed in the meantime. Look at it, and choose again if yours is still right.",
  failed: "Not changed.",
};

function Report({ tools, bulk }: { tools: Tools; bulk: Bulk }) {
  const undo = (button: Element): void => {
    button.closest("section")?.focus();
    tools.edits.undoBulk();
  };
  return (
    <div class="mt-2 flex flex-wrap items-start gap-2 text-sm">
      <details class="min-w-0 grow" open={count(bulk, "done") < bulk.items.length}>
        <summary class="link w-fit cursor-pointer py-2">Result of each ticket</summary>
        <Results bulk={bulk} />
      </details>
      <div class="flex gap-2">
        {waysBack(bulk).length > 0 && (
          <button type="button" class="button button-quiet button-small" onClick={(event) => undo(event.currentTarget)}>
            Undo
          </button>
        )}
        <button
          type="button"
          class="button button-quiet button-small"
          onClick={() => tools.desk.update((state) => ({ ...state, bulk: null }))}
        >
          Dismiss
        </button>
      </div>
    </div>
  );
}

function Results({ bulk }: { bulk: Bulk }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also for those who have no pointer
    <ul aria-label="Results" tabIndex={0} class="mt-1 grid max-h-32 gap-1 overflow-y-auto">
      {bulk.items.map(({ ticket, outcome, message, after }) => (
        <li key={ticket.id} data-tone={outcome === "done" ? "success" : "warning"}>
          <span class="font-mono">{ticket.reference}</span> <bdi class="[overflow-wrap:anywhere]">{ticket.title}</bdi>:{" "}
          <span class="font-medium text-tone">
            {outcome === "done" && !after ? "It was so already." : OUTCOMES[outcome]} {message}
          </span>
        </li>
      ))}
    </ul>
  );
}
