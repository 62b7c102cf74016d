import { DESCRIPTION_MAX } from "../shared/contract";
import { entered } from "../shared/controls";
import { describedBy, Field } from "../shared/field";
import { t } from "../shared/i18n";
import { characters } from "../shared/text";
import { wakeClassifier } from "./api";
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

/** What is done when a field is left, except for the submit button: it would move away from under the click. */
function unlessForButton(leave: () => void) {
  return ({ relatedTarget }: FocusEvent): void => {
    if (!(relatedTarget instanceof HTMLButtonElement)) leave();
  };
}

interface LineProps {
  form: TicketForm;
  id: "title" | "name" | "email";
  /** Where the server has it. */
  field: string;
  label: string;
  /** Why it is asked for; none where it is required. */
  reason?: string;
  autocomplete: string;
}

/** A field of one line. */
function Line({ form, id, field, label, reason, autocomplete }: LineProps) {
  const error = form.errors[field];
  const value = form.draft[id];
  const isEmail = id === "email";
  const caption = [label, reason && <span class="font-normal text-muted text-sm"> {reason}</span>];
  return (
    <Field id={id} label={caption} error={error?.()}>
      <input
        {...describedBy(id, error)}
        class="control"
        inputMode={isEmail ? "email" : "text"}
        dir={isEmail ? "ltr" : direction(value)}
        autocomplete={autocomplete}
        required={!reason}
        readOnly={form.sending}
        value={value}
        onBlur={isEmail ? unlessForButton(form.leaveEmail) : undefined}
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
      <Field id="description" label={t("form.description")} error={error?.()} hint={error ? null : remaining(text)}>
        <textarea
          {...describedBy("description", error)}
          class="control min-h-22 [field-sizing:content] sm:min-h-40"
          dir={direction(text)}
          required
          readOnly={form.sending}
          value={text}
          placeholder={t("form.example")}
          onInput={(event) => form.describe(entered(event))}
          onFocus={wakeClassifier}
          onBlur={unlessForButton(form.leaveDescription)}
        />
      </Field>
    </>
  );
}

export function RequesterFields({ form }: { form: TicketForm }) {
  const email = { label: t("form.yourEmail"), reason: t("form.emailReason"), autocomplete: "email" };
  const name = { label: t("form.yourName"), reason: t("form.optional"), autocomplete: "name" };
  return (
    <div class="grid gap-3 sm:grid-cols-[3fr_2fr] sm:gap-x-6">
      <Line form={form} id="email" field="requester.email" {...email} />
      <Line form={form} id="name" field="requester.name" {...name} />
    </div>
  );
}
