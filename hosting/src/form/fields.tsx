import { DESCRIPTION_MAX } from "../shared/contract";
import { entered } from "../shared/controls";
import { describedBy, Field } from "../shared/field";
import { t } from "../shared/i18n";
import { characters } from "./text";
import type { TicketForm } from "./use-ticket-form";

/** Below this many characters left, the description says how many. */
const COUNT_FROM = 500;

function remaining(description: string): string | null {
  const count = DESCRIPTION_MAX - characters(description);
  if (count >= COUNT_FROM) return null;
  return count >= 0 ? t("form.left", { count }) : t("form.over", { count: -count });
}

/** What people write stands as their writing does; an empty field as the page does, for the sake of its placeholder. */
function direction(text: string): "auto" | undefined {
  return text ? "auto" : undefined;
}

/** Going from the description straight to the submit button is no time to ask for a suggestion any more. */
function leaveDescription(form: TicketForm, next: EventTarget | null): void {
  if (!(next instanceof HTMLButtonElement)) form.leaveDescription();
}

interface LineProps {
  form: TicketForm;
  id: "title" | "name" | "email";
  /** Where the server has it. */
  field: string;
  label: string;
  autocomplete: string;
}

/** A field of one line. */
function Line({ form, id, field, label, autocomplete }: LineProps) {
  const error = form.errors[field];
  const value = form.draft[id];
  const isTitle = id === "title";
  const isEmail = id === "email";
  const caption = isTitle ? label : [label, <span class="font-normal text-muted"> {t("form.optional")}</span>];
  return (
    <Field id={id} label={caption} error={error?.()}>
      <input
        {...describedBy(id, error)}
        class="control"
        inputMode={isEmail ? "email" : "text"}
        dir={isEmail ? "ltr" : direction(value)}
        autocomplete={autocomplete}
        required={isTitle}
        readOnly={form.sending}
        value={value}
        onInput={(event) => form.change({ [id]: entered(event) })}
      />
    </Field>
  );
}

export function Problem({ form }: { form: TicketForm }) {
  const text = form.draft.description;
  const error = form.errors.description;
  return (
    <>
      <Line form={form} id="title" field="title" label={t("form.title")} autocomplete="off" />
      <Field id="description" label={t("form.description")} error={error?.()} hint={remaining(text)}>
        <textarea
          {...describedBy("description", error)}
          class="control min-h-40 [field-sizing:content]"
          dir={direction(text)}
          required
          readOnly={form.sending}
          value={text}
          placeholder={t("form.example")}
          onInput={(event) => form.describe(entered(event))}
          onBlur={(event) => leaveDescription(form, event.relatedTarget)}
        />
      </Field>
    </>
  );
}

export function RequesterFields({ form }: { form: TicketForm }) {
  return (
    <div class="grid gap-6 sm:grid-cols-2">
      <Line form={form} id="name" field="requester.name" label={t("form.yourName")} autocomplete="name" />
      <Line form={form} id="email" field="requester.email" label={t("form.yourEmail")} autocomplete="email" />
    </div>
  );
}
