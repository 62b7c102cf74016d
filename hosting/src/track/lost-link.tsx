import type { TargetedSubmitEvent } from "preact";
import { useState } from "preact/hooks";
import { entered } from "../shared/controls";
import { CopyButton } from "../shared/copy-button";
import { describedBy, Field } from "../shared/field";
import { t } from "../shared/i18n";
import { Contact, supportContact } from "../shared/public-frame";
import { type Reading, readReference } from "./reference";

/** Checks a reference before it is passed on. It asks no server: a reference is no secret and opens nothing. */
export function LostLink() {
  const [typed, setTyped] = useState("");
  const [reading, setReading] = useState<Reading | null>(null);
  const check = (event: TargetedSubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const read = readReference(typed);
    setReading(read);
    if (read.is === "reference") setTyped(read.reference);
    else event.currentTarget.querySelector("input")?.focus();
  };
  const type = (text: string): void => {
    setTyped(text);
    setReading(null);
  };
  return (
    <section aria-labelledby="lost" class="card mt-6 p-4 sm:p-6">
      <h2 id="lost" class="font-semibold text-lg">
        {t("lost.heading")}
      </h2>
      <p class="mt-2">{t("lost.intro")}</p>
      <form class="mt-4" onSubmit={check} noValidate>
        <ReferenceField typed={typed} wrong={reading} onType={type} />
        <button type="submit" class="button button-quiet mt-3">
          {t("lost.check")}
        </button>
      </form>
      <div role="status">{reading?.is === "reference" && <Right reference={reading.reference} />}</div>
    </section>
  );
}

function complaint(reading: Reading | null): string | undefined {
  if (reading?.is === "incomplete") return t("lost.length", { count: reading.count });
  return reading?.is === "mistyped" ? t("lost.mistyped") : undefined;
}

interface ReferenceFieldProps {
  typed: string;
  wrong: Reading | null;
  onType: (text: string) => void;
}

function ReferenceField({ typed, wrong, onType }: ReferenceFieldProps) {
  const error = complaint(wrong);
  return (
    <Field id="reference" label={t("lost.label")} error={error}>
      <input
        {...describedBy("reference", error)}
        class="control max-w-xs font-mono"
        dir="ltr"
        autocomplete="off"
        autocapitalize="characters"
        spellcheck={false}
        placeholder="XXXX-XXXX-XXXX"
        value={typed}
        onInput={(event) => onType(entered(event))}
      />
    </Field>
  );
}

/** What to do with a reference that is right. */
function Right({ reference }: { reference: string }) {
  return (
    <div class="mt-4">
      <p>
        {t("lost.right")} <bdi class="whitespace-nowrap font-mono font-semibold">{reference}</bdi>
      </p>
      <p class="mt-2">
        {supportContact() ? (
          <>
            {t("lost.askContact")} <Contact />
          </>
        ) : (
          <a class="link" href="/">
            {t("lost.askForm")}
          </a>
        )}
      </p>
      <div class="mt-4 flex flex-wrap items-center gap-3">
        <CopyButton text={reference} label={t("lost.copy")} />
      </div>
    </div>
  );
}
