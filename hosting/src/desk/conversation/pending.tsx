import { useEffect, useReducer } from "preact/hooks";
import { Spinner } from "../../shared/controls";
import type { Draft } from "./draft";
import { canBeTakenBack } from "./outbox";

/** How many seconds are left, drawn anew each second. */
function useSecondsUntil(due: number): number {
  const [, tick] = useReducer((count: number, _: undefined) => count + 1, 0);
  useEffect(() => {
    const timer = window.setInterval(() => tick(undefined), 1_000);
    return () => window.clearInterval(timer);
  }, []);
  return Math.max(0, Math.ceil((due - Date.now()) / 1_000));
}

/** A message that is to be sent, and the way back. */
export function Pending({ draft, onTakeBack }: { draft: Draft; onTakeBack: () => void }) {
  const seconds = useSecondsUntil(draft.due ?? 0);
  const kind = draft.attempt?.message.kind === "note" ? "note" : "reply";
  if (!canBeTakenBack(draft)) {
    return (
      <p role="status" class="mt-2 flex min-h-9 items-center gap-2 text-sm">
        <Spinner /> Sending
      </p>
    );
  }
  return (
    <div class="mt-2 flex min-h-9 items-center gap-3 text-sm">
      <p role="status">
        {/* A screen reader says it once, not every second. */}
        <span class="sr-only">The {kind} is sent in ten seconds.</span>
        <span aria-hidden="true">
          Your {kind} is sent in {seconds} s
        </span>
      </p>
      <button type="button" class="button button-quiet button-small ms-auto" aria-keyshortcuts="z" onClick={onTakeBack}>
        Undo
      </button>
    </div>
  );
}
