import { Spinner } from "../../shared/controls";
import { type Bulk, type BulkItem, count, waysBack, withAllSelected } from "../tickets/bulk-state";
import { bulkQuestion, PROPERTIES, PROPERTY_NAMES, type Property } from "../tickets/questions";
import type { DeskState } from "../tickets/state";
import type { Tools } from "../tickets/use-desk";
import { chooser } from "../ui/chooser";

/** Tags are too different to be set at once. */
const BULK = PROPERTY_NAMES.filter((name) => name !== "tags");

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
      <p
        role="status"
        aria-label="Selection"
        class="flex items-center gap-2 text-sm empty:hidden [&:not(:first-child)]:mt-2"
      >
        {busy && <Spinner />}
        {bulk && summary(bulk)}
      </p>
      {bulk && !busy && <Report tools={tools} bulk={bulk} />}
    </section>
  );
}

function Controls({ tools, selected, busy }: { tools: Tools; selected: number; busy: boolean }) {
  return (
    <div class="flex flex-wrap items-center gap-1">
      <div class="flex w-full items-center justify-between gap-2 text-sm">
        <span class="font-medium">{selected} selected</span>
        <button
          type="button"
          class="link min-h-8 cursor-pointer"
          onClick={() => tools.desk.update((state) => withAllSelected(state, false))}
        >
          Clear selection
        </button>
      </div>
      {BULK.map((property) => (
        <BulkChoice key={property} property={property} tools={tools} busy={busy} />
      ))}
    </div>
  );
}

/** The chosen value acts at once, and can be undone. */
function BulkChoice({ property, tools, busy }: { property: Property; tools: Tools; busy: boolean }) {
  const ask = (button: Element): void => {
    const question = bulkQuestion(property, tools);
    const choose = (value: string): void => {
      // The button may go with the last selected ticket; what becomes of the change is said beside.
      button.closest("section")?.focus();
      question.choose(value);
    };
    chooser.ask(button, { ...question, choose });
  };
  return (
    <button
      type="button"
      class="button button-quiet button-small px-1.5 disabled:opacity-60"
      aria-label={`Set ${PROPERTIES[property].label.toLowerCase()}`}
      aria-haspopup="listbox"
      disabled={busy}
      onClick={(event) => ask(event.currentTarget)}
    >
      {PROPERTIES[property].label}
    </button>
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
