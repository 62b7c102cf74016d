import type { TargetedSubmitEvent } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { Attach } from "../shared/attach";
import { Notice, Spinner } from "../shared/controls";
import { t } from "../shared/i18n";
import { ChoiceFields } from "./choice-fields";
import { Problem, RequesterFields } from "./fields";
import { isField, UNREACHABLE } from "./refusals";
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
      class="card mt-4 grid gap-3 p-4 sm:mt-6 sm:gap-6 sm:p-6"
      noValidate
      aria-label={t("form.problem")}
      onSubmit={submit}
    >
      <Problem form={form} />
      <Attach attaching={form.attaching} locked={form.sending} />
      <RequesterFields form={form} />
      <ChoiceFields form={form} />
      <SuggestionNote form={form} />
      <div aria-hidden="true" class="sr-only">
        <input name={TRAP} tabIndex={-1} autocomplete="off" />
      </div>
      <div>
        <Outcome form={form} />
        <Buttons form={form} />
      </div>
      <Footnote form={form} />
    </form>
  );
}

/** What happens to the draft, unless the outcome says already that nothing is lost. */
function Footnote({ form }: { form: TicketForm }) {
  const isSaid = form.connection === "back" || Object.keys(form.errors).some((field) => !isField(field));
  const kept = form.kept && form.draft.startedAt !== null && t("form.kept");
  return <p class="text-muted text-sm empty:hidden">{form.restored ? !isSaid && t("form.restored") : kept}</p>;
}

/** What is to be said about the request as a whole. */
function Outcome({ form }: { form: TicketForm }) {
  const general = Object.entries(form.errors).filter(([field]) => !isField(field));
  const sentences = new Set(general.map(([, message]) => message()).filter((it) => it));
  // One of them is enough to say that there is no connection.
  const offline = form.connection === "offline" && !(UNREACHABLE in form.errors);
  return (
    <>
      <div role="alert" class="not-empty:mb-4">
        {sentences.size > 0 && (
          <Notice tone="danger">
            {[...sentences].join(" ")} {t("form.nothingLost")}
          </Notice>
        )}
      </div>
      <div role="status" class="not-empty:mb-4">
        {offline && <Notice tone="warning">{t("form.offline")}</Notice>}
        {form.connection === "back" && <Notice tone="info">{t("form.online")}</Notice>}
      </div>
    </>
  );
}

function Buttons({ form }: { form: TicketForm }) {
  const clear = (): void => {
    if (form.draft.startedAt && window.confirm(t("form.clearReally"))) form.clear();
  };
  return (
    <div class="flex flex-wrap justify-between gap-3">
      <button type="submit" class="button button-primary" aria-disabled={form.sending}>
        {form.sending && <Spinner />}
        {t(form.sending ? "sending" : "form.submit")}
      </button>
      <button type="button" class="button button-quiet" onClick={clear}>
        {t("form.clear")}
      </button>
    </div>
  );
}
