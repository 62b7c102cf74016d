import type { TargetedSubmitEvent } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { entered, Notice, Spinner } from "../shared/controls";
import { describedBy, Field } from "../shared/field";
import { t } from "../shared/i18n";
import { Contact, supportContact } from "../shared/public-frame";
import { type Outcome, useLostLink } from "./use-lost-link";

/** Has the link mailed again to who gave an address, and says whom to ask otherwise. */
export function LostLink() {
  const lost = useLostLink();
  const { complaints, isNew, sending } = lost;
  const form = useRef<HTMLFormElement>(null);
  // After a complaint the person continues in the field.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same complaint may come again
  useEffect(() => {
    if (isNew) form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [complaints, isNew]);
  const submit = (event: TargetedSubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    void lost.send();
  };
  return (
    <section aria-labelledby="lost" class="card mt-6 p-4 sm:p-6">
      <h2 id="lost" class="font-semibold text-lg">
        {t("lost.heading")}
      </h2>
      <p class="mt-2">{t("lost.intro")}</p>
      <form ref={form} class="mt-4" onSubmit={submit} noValidate>
        <div class="grid gap-3 sm:grid-cols-[2fr_3fr] sm:gap-x-6">
          <Reference lost={lost} />
          <Email lost={lost} />
        </div>
        <button type="submit" class="button button-primary mt-3" aria-disabled={sending}>
          {sending && <Spinner />}
          {t(sending ? "sending" : "lost.send")}
        </button>
      </form>
      <Said outcome={lost.outcome} />
      <Otherwise />
    </section>
  );
}

type Asking = ReturnType<typeof useLostLink>;

function Reference({ lost }: { lost: Asking }) {
  const error = lost.complaints.reference?.();
  return (
    <Field id="reference" label={t("lost.label")} error={error}>
      <input
        {...describedBy("reference", error)}
        class="control font-mono"
        dir="ltr"
        autocomplete="off"
        autocapitalize="characters"
        spellcheck={false}
        placeholder="XXXX-XXXX-XXXX"
        readOnly={lost.sending}
        value={lost.typed.reference}
        onInput={(event) => lost.type("reference", entered(event))}
      />
    </Field>
  );
}

function Email({ lost }: { lost: Asking }) {
  const error = lost.complaints.email?.();
  return (
    <Field id="email" label={t("lost.email")} error={error}>
      <input
        {...describedBy("email", error)}
        class="control"
        dir="ltr"
        inputMode="email"
        autocomplete="email"
        readOnly={lost.sending}
        value={lost.typed.email}
        onInput={(event) => lost.type("email", entered(event))}
      />
    </Field>
  );
}

function Said({ outcome }: { outcome: Outcome }) {
  return (
    <>
      <div role="alert" class="not-empty:mt-4">
        {outcome.is === "failure" && <Notice tone="danger">{outcome.text()}</Notice>}
      </div>
      <div role="status" class="not-empty:mt-4">
        {outcome.is === "asked" && (
          <Notice tone="success">{t("lost.asked", { email: `\u2068${outcome.email}\u2069` })}</Notice>
        )}
      </div>
    </>
  );
}

/** The way to a new link without e-mail. */
function Otherwise() {
  return (
    <p class="mt-4 text-muted text-sm [overflow-wrap:anywhere]">
      {t("lost.ask")}{" "}
      {supportContact() ? (
        <Contact />
      ) : (
        <a class="link" href="/">
          {t("report")}
        </a>
      )}
    </p>
  );
}
