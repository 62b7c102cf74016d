/** Fields of the administrators' forms, each with its hint and with what the server says of it. */

import type { ComponentChildren, TargetedInputEvent } from "preact";
import { entered, Spinner } from "../../shared/controls";

interface LabelledProps {
  id: string;
  label: string;
  hint?: ComponentChildren;
  error: string | undefined;
}

interface FieldProps extends LabelledProps {
  value: string;
  onChange: (value: string) => void;
}

interface TextFieldProps extends FieldProps {
  mode?: "text" | "url";
  required?: boolean;
}

/** For names and addresses, which no browser or keyboard should complete or correct. */
export function TextField({ mode = "text", required, ...field }: TextFieldProps) {
  return (
    <Labelled {...field}>
      <input
        {...attributes(field)}
        type="text"
        inputMode={mode}
        required={required}
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
      />
    </Labelled>
  );
}

/** Date and time, to the second. */
export function TimeField(field: FieldProps) {
  return (
    <Labelled {...field}>
      <input {...attributes(field)} type="datetime-local" step={1} required />
    </Labelled>
  );
}

function attributes({ id, error, value, onChange }: FieldProps) {
  return {
    id,
    class: "control",
    "aria-describedby": `${id}-more`,
    "aria-invalid": error !== undefined,
    value,
    onInput: (event: TargetedInputEvent<HTMLInputElement>): void => onChange(entered(event)),
  };
}

function Labelled({ children, ...field }: LabelledProps & { children: ComponentChildren }) {
  return (
    <div data-tone="danger" class="min-w-0">
      <label for={field.id} class="label">
        {field.label}
      </label>
      {children}
      <More {...field} />
    </div>
  );
}

interface ChoicesProps<Value extends string> extends LabelledProps {
  type: "radio" | "checkbox";
  options: readonly Value[];
  nameOf: (option: Value) => string;
  chosen: readonly Value[];
  onChange: (option: Value, chosen: boolean) => void;
}

export function Choices<Value extends string>(props: ChoicesProps<Value>) {
  const { id, label, hint, error, type, options, nameOf, chosen, onChange } = props;
  return (
    <fieldset data-tone="danger" class="min-w-0" aria-describedby={`${id}-more`}>
      <legend class="label">{label}</legend>
      {options.map((option) => (
        <label key={option} class="flex min-h-9 cursor-pointer items-center gap-3">
          <input
            type={type}
            name={id}
            class="size-5 shrink-0 accent-accent"
            aria-invalid={error !== undefined}
            checked={chosen.includes(option)}
            onChange={(event) => onChange(option, event.currentTarget.checked)}
          />
          {nameOf(option)}
        </label>
      ))}
      <More id={id} label={label} hint={hint} error={error} />
    </fieldset>
  );
}

/** What the server says of a field ends a sentence that the field's name begins. */
function complaint(name: string, message: string | undefined): string {
  if (!message) return "";
  return /^[a-z]/.test(message) ? `${name} ${message}.` : `${message}.`;
}

function More({ id, label, hint, error }: LabelledProps) {
  return (
    <div id={`${id}-more`}>
      <p class="hint">{hint}</p>
      <p class="complaint">{complaint(label, error)}</p>
    </div>
  );
}

export function Send({ name, busy, failure }: { name: string; busy: boolean; failure: string | null }) {
  return (
    <div>
      <p role="alert" data-tone="danger" class="complaint mb-3">
        {failure}
      </p>
      <button type="submit" class="button button-primary" aria-disabled={busy}>
        {busy && <Spinner />}
        {name}
      </button>
    </div>
  );
}
