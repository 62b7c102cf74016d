import type { Classification } from "../shared/contract";
import { Spinner } from "../shared/controls";
import { CATEGORY_LOOKS, PRIORITY_LOOKS } from "../shared/labels";
import type { SuggestionState } from "./suggester";

function Ready({ answer }: { answer: Classification }) {
  const category = CATEGORY_LOOKS[answer.suggested_category].label;
  const priority = PRIORITY_LOOKS[answer.suggested_priority].label;
  return (
    <>
      <p>
        Suggested: <strong class="font-semibold">{category}</strong>, priority{" "}
        <strong class="font-semibold">{priority}</strong>.
        {answer.confidence === "low" && " We are not sure about this."}
      </p>
      <p class="mt-1 text-muted">{answer.reason}</p>
      {answer.warning && <p class="mt-1 text-muted text-sm">{answer.warning}</p>}
    </>
  );
}

/**
 * Says what the classifier is doing. Its place is there from the start: if it opened when the description is left, it
 * would move the submit button away from under the click that left it.
 */
export function SuggestionNote({ state }: { state: SuggestionState }) {
  const look = state.phase === "ready" ? "border-accent/40 bg-suggest" : "border-line border-dashed";
  return (
    <div class={`min-h-34 rounded-lg border px-4 py-3 sm:min-h-20 [overflow-wrap:anywhere] ${look}`}>
      {state.phase === "idle" && (
        <p class="text-muted">When you have described the problem, we suggest a category and a priority here.</p>
      )}
      <div role="status" aria-label="Suggestion">
        {state.phase === "thinking" && (
          <p class="flex items-center gap-2 text-muted">
            <Spinner /> Looking for a fitting category and priority. You need not wait.
          </p>
        )}
        {state.phase === "ready" && <Ready answer={state.answer} />}
        {state.phase === "failed" && (
          <p class="text-muted">There is no suggestion right now. Choose for yourself, or let us decide.</p>
        )}
      </div>
    </div>
  );
}
