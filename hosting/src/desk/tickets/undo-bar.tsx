import { useEffect, useRef } from "preact/hooks";
import { useStore } from "../ui/store";
import { changesOf } from "./edit-state";
import { focusRow, focusTitleAround } from "./focus";
import type { DeskState } from "./state";
import type { Tools } from "./use-desk";
import { patchText } from "./wording";

interface UndoBarProps {
  tools: Tools;
  state: DeskState;
}

const SHOWN_MS = 10_000;

/** The last change of one ticket, and the way back; it goes after a while, but not from under the hand. */
export function UndoBar({ tools, state: { step } }: UndoBarProps) {
  const bar = useRef<HTMLDivElement>(null);
  const { agents } = useStore(tools.team);
  useEffect(() => {
    if (!step) return;
    const timer = window.setInterval(() => {
      if (bar.current?.matches(":hover, :focus-within")) return;
      tools.desk.update((state) => ({ ...state, step: null }));
    }, SHOWN_MS);
    return () => window.clearInterval(timer);
  }, [tools, step]);
  const text = step && patchText(changesOf(step.before, step.after), agents);
  const undo = (button: Element): void => {
    // The button goes.
    if (button.closest("dialog")) focusTitleAround(button);
    else if (step) focusRow(step.after.id);
    tools.edits.undoStep();
  };
  return (
    <div ref={bar} role="status" aria-label="Last change" class="empty:hidden">
      {step && text && (
        <div class="card flex items-center justify-between gap-3 px-4 py-2 text-sm shadow-lg">
          <span>
            <span class="font-mono">{step.after.reference}</span> is now {text}
          </span>
          <button
            type="button"
            class="button button-quiet button-small"
            aria-keyshortcuts="z"
            onClick={(event) => undo(event.currentTarget)}
          >
            Undo
          </button>
        </div>
      )}
    </div>
  );
}
