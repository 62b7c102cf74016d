import type { Classification } from "../shared/contract";
import { Spinner } from "../shared/controls";
import { t } from "../shared/i18n";
import { saysEnough } from "./suggester";
import type { TicketForm } from "./use-ticket-form";

function Ready({ answer }: { answer: Classification }) {
  const category = t(`category.${answer.suggested_category}`);
  const priority = t(`priority.${answer.suggested_priority}`);
  return (
    <>
      <p class="font-medium">{t(`suggestion.${answer.confidence}`, { category, priority })}</p>
      <p class="mt-1 text-muted text-sm">
        {t(`suggestion.${answer.source}`)}
        {answer.warning && `. ${t("suggestion.standIn")}`}
      </p>
    </>
  );
}

/**
 * Says what the classifier is doing. Its place opens while the description is typed: if it opened when the description
 * is left, it would move the submit button away from under the click that left it.
 */
export function SuggestionNote({ form }: { form: TicketForm }) {
  const state = form.suggestion;
  const hasRoom = saysEnough(form.draft.description);
  return (
    <div class={hasRoom ? "suggestion" : "sr-only"} data-suggested={state.phase === "ready"}>
      {hasRoom && state.phase === "idle" && <p class="text-muted">{t("suggestion.idle")}</p>}
      <div role="status" aria-label={t("suggestion.name")}>
        {state.phase === "thinking" && (
          <p class="flex items-center gap-2 text-muted">
            <Spinner /> {t("suggestion.thinking")}
          </p>
        )}
        {state.phase === "ready" && <Ready answer={state.answer} />}
        {state.phase === "failed" && <p class="text-muted">{t("suggestion.failed")}</p>}
      </div>
    </div>
  );
}
