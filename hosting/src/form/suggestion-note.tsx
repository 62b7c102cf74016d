import type { Classification } from "../shared/contract";
import { Spinner } from "../shared/controls";
import { spoken, t } from "../shared/i18n";
import { saysEnough } from "./suggester";
import type { TicketForm } from "./use-ticket-form";

/** Why it was suggested. Gemini's own sentence and, where it can be read, that of the server; else one of the catalogue. */
function reasonOf(answer: Classification): string {
  if (answer.source === "gemini" || spoken() === "en") return answer.reason;
  return t(`suggestion.${answer.confidence}`, { category: t(`category.${answer.suggested_category}`) });
}

function Words({ words }: { words: string[] }) {
  if (words.length === 0) return null;
  return (
    <p class="mt-1 flex flex-wrap gap-x-2 gap-y-1 text-sm">
      <span class="text-muted">{t("suggestion.words")}</span>
      {words.map((word) => (
        <bdi key={word} class="chip">
          {word}
        </bdi>
      ))}
    </p>
  );
}

function Ready({ answer }: { answer: Classification }) {
  const category = t(`category.${answer.suggested_category}`);
  const priority = t(`priority.${answer.suggested_priority}`);
  // The local classifier's reason says so itself.
  const isUnsure = answer.confidence === "low" && answer.source === "gemini";
  return (
    <>
      <p class="font-medium">
        {t("suggestion.made", { category, priority })} {isUnsure && t("suggestion.unsure")}
      </p>
      <p class="written mt-1 text-sm">{reasonOf(answer)}</p>
      <Words words={answer.signals} />
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
