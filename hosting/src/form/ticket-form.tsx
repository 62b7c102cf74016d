import type { TargetedSubmitEvent } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { Notice, Spinner } from "../shared/controls";
import { t } from "../shared/i18n";
import { ChoiceFields } from "./choice-fields";
import { Problem, RequesterFields } from "./fields";
import { isField } from "./refusals";
import { SuggestionNote } from "./suggestion-note";
import type { TicketForm } from "./use-ticket-form";

/** Bots fill in every field; people do not see this one, and nothing reads it to them. */
const TRAP = "website";

export function TicketFormView({ form }: { form: TicketForm }) {
  const element = useRef<HTMLFormElement>(null);
  // After a refused attempt the person continues at the first field that needs them.
  useEffect(() => {
    if (form.refusals > 0) element.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [form.refusals]);
  const submit = (event: TargetedSubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    form.submit(String(new FormData(event.currentTarget).get(TRAP)));
  };
  return (
    <form
      ref={element}
      class="card mt-6 grid gap-6 p-4 sm:p-6"
      noValidate
      aria-label={t("form.problem")}
      onSubmit={submit}
    >
      <Problem form={form} />
      <ChoiceFields form={form} />
      <SuggestionNote state={form.suggestion} />
      <RequesterFields form={form} />
      <div aria-hidden="true" class="sr-only">
        <input name={TRAP} tabIndex={-1} autocomplete="off" />
      </div>
      <div>
        <Outcome form={form} />
        <Buttons form={form} />
      </div>
      <p class="text-muted text-sm">
        {form.restored && t("form.restored")} {form.kept && t("form.kept")}
      </p>
    </form>
  );
}

/** What is to be said about the request as a whole. */
function Outcome({ form }: { form: TicketForm }) {
  const general = Object.entries(form.errors).filter(([field]) => !isField(field));
  return (
    <>
      <div role="alert" class="not-empty:mb-4">
        {general.length > 0 && (
          <Notice tone="danger">
            {general.map(([, message]) => message()).join(" ")} {t("form.nothingLost")}
          </Notice>
        )}
      </div>
      <div role="status" class="not-empty:mb-4">
        {form.connection === "offline" && <Notice tone="warning">{t("form.offline")}</Notice>}
        {form.connection === "back" && <Notice tone="info">{t("form.online")}</Notice>}
      </div>
    </>
  );
}

function Buttons({ form }: { form: TicketForm }) {
  const clear = (): void => {
    if ((form.created || form.draft.startedAt) && window.confirm(t("form.clearReally"))) form.clear();
  };
  return (
    <div class="grid gap-3 sm:flex sm:justify-between">
      <button type="submit" class="button button-primary" aria-disabled={form.sending}>
        {form.sending && <Spinner />}
        {t(form.sending ? "form.sending" : "form.submit")}
      </button>
      <button type="button" class="button button-quiet" onClick={clear}>
        {t("form.clear")}
      </button>
    </div>
  );
}
