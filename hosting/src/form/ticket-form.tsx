import type { TargetedSubmitEvent } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { DESCRIPTION_MAX } from "../shared/contract";
import { describedBy, entered, Field, Notice, Spinner } from "../shared/controls";
import { characters } from "../shared/format";
import { ChoiceFields } from "./choice-fields";
import { SuggestionNote } from "./suggestion-note";
import type { TicketForm } from "./use-ticket-form";

/** Below this many characters left, the description says how many. */
const COUNT_FROM = 500;
const SHOWN_AT_FIELDS = ["title", "description", "category", "priority", "requester.name", "requester.email"];

function remaining(description: string): string | null {
  const left = DESCRIPTION_MAX - characters(description);
  if (left >= COUNT_FROM) return null;
  return left >= 0 ? `${left} characters left` : `${-left} characters too many`;
}

/** Messages that belong to no field that is on screen. */
function generalErrors(form: TicketForm): string[] {
  return Object.entries(form.errors)
    .filter(([field]) => !SHOWN_AT_FIELDS.includes(field))
    .map(([, message]) => message);
}

export function TicketFormView({ form }: { form: TicketForm }) {
  const element = useRef<HTMLFormElement>(null);
  // After a refused attempt the person continues at the first field that needs them.
  useEffect(() => {
    if (form.refusals > 0) element.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [form.refusals]);
  const submit = (event: TargetedSubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    void form.submit();
  };
  const general = generalErrors(form);
  return (
    <form ref={element} class="card mt-6 grid gap-6 p-4 sm:p-6" noValidate aria-label="Your problem" onSubmit={submit}>
      <Problem form={form} />
      <ChoiceFields form={form} />
      <SuggestionNote state={form.suggestion} />
      <RequesterFields form={form} />
      <div role="alert" class="empty:hidden">
        {general.length > 0 && <Notice tone="danger">{general.join(" ")} Nothing you entered is lost.</Notice>}
      </div>
      <button
        type="submit"
        class="button button-primary justify-self-stretch sm:justify-self-start"
        aria-disabled={form.sending}
      >
        {form.sending && <Spinner />}
        {form.sending ? "Sending" : "Submit"}
      </button>
    </form>
  );
}

/** Going from the description straight to the submit button is no time to ask for a suggestion any more. */
function leaveDescription(form: TicketForm, next: EventTarget | null): void {
  if (!(next instanceof HTMLButtonElement)) form.leaveDescription();
}

function Problem({ form }: { form: TicketForm }) {
  const { draft, errors } = form;
  return (
    <>
      <Field id="title" label="Title" error={errors.title}>
        <input
          {...describedBy("title", errors.title)}
          class="control"
          autocomplete="off"
          required
          readOnly={form.sending}
          value={draft.title}
          onInput={(event) => form.change({ title: entered(event) })}
        />
      </Field>
      <Field id="description" label="Description" error={errors.description} hint={remaining(draft.description)}>
        <textarea
          {...describedBy("description", errors.description)}
          class="control min-h-40 [field-sizing:content]"
          required
          readOnly={form.sending}
          value={draft.description}
          placeholder="What happened, what did you expect, since when?"
          onInput={(event) => form.describe(entered(event))}
          onBlur={(event) => leaveDescription(form, event.relatedTarget)}
        />
      </Field>
    </>
  );
}

function RequesterFields({ form }: { form: TicketForm }) {
  const name = form.errors["requester.name"];
  const email = form.errors["requester.email"];
  return (
    <div class="grid gap-6 sm:grid-cols-2">
      <Field id="name" label="Your name" optional error={name}>
        <input
          {...describedBy("name", name)}
          class="control"
          autocomplete="name"
          readOnly={form.sending}
          value={form.draft.name}
          onInput={(event) => form.change({ name: entered(event) })}
        />
      </Field>
      <Field id="email" label="Your e-mail" optional error={email}>
        <input
          {...describedBy("email", email)}
          class="control"
          type="email"
          autocomplete="email"
          readOnly={form.sending}
          value={form.draft.email}
          onInput={(event) => form.change({ email: entered(event) })}
        />
      </Field>
    </div>
  );
}
