/** Fields of the desk's forms, each with its hint and with what the server says of it. */

import type { ComponentChildren, TargetedInputEvent } from "preact";
import { entered } from "../../shared/controls";
import { describedBy, Field, Remarks } from "../../shared/field";
import { BusyButton } from "./busy-button";

interface LabelledProps {
  id: string;
  label: string;
  hint?: ComponentChildren;
  /** What the server says of it. */
  error: string | undefined;
}

interface InputProps extends LabelledProps {
  value: string;
  onChange: (value: string) => void;
}

interface TextFieldProps extends InputProps {
  mode?: "text" | "url";
  required?: boolean;
  maxLength?: number;
  /** Words, not a name or an address, which no browser or keyboard should complete or correct. */
  prose?: boolean;
}

export function TextField({ mode = "text", required, maxLength, prose = false, ...field }: TextFieldProps) {
  return (
    <Field {...field} error={complaint(field)}>
      <input
        {...attributes(field)}
        type="text"
        inputMode={mode}
        required={required}
        autocomplete="off"
        maxLength={maxLength}
        autocapitalize={prose ? "sentences" : "none"}
        spellcheck={prose}
      />
    </Field>
  );
}

const AREA_ROWS = 6;

/** Text of several lines, which must be entered. */
export function TextArea({ maxLength, ...field }: InputProps & { maxLength: number }) {
  return (
    <Field {...field} error={complaint(field)}>
      <textarea {...attributes(field)} dir="auto" rows={AREA_ROWS} maxLength={maxLength} required />
    </Field>
  );
}

/** Date and time, to the second. */
export function TimeField(field: InputProps) {
  return (
    <Field {...field} error={complaint(field)}>
      <input {...attributes(field)} type="datetime-local" step={1} required />
    </Field>
  );
}

function attributes({ id, error, value, onChange }: InputProps) {
  const onInput = (event: TargetedInputEvent<HTMLInputElement | HTMLTextAreaElement>): void => onChange(entered(event));
  return { ...describedBy(id, error), class: "control", value, onInput };
}

interface ChoicesProps<Value extends string> extends LabelledProps {
  options: readonly Value[];
  nameOf: (option: Value) => string;
  chosen: readonly Value[];
  onChange: (option: Value, chosen: boolean) => void;
}

export function Choices<Value extends string>(props: ChoicesProps<Value>) {
  const { id, label, hint, error, options, nameOf, chosen, onChange } = props;
  return (
    <fieldset data-tone="danger" class="min-w-0" aria-describedby={describedBy(id)["aria-describedby"]}>
      <legend class="label">{label}</legend>
      {options.map((option) => (
        <label key={option} class="flex min-h-9 cursor-pointer items-center gap-3">
          <input
            type="checkbox"
            name={id}
            class="size-5 shrink-0 accent-accent"
            aria-invalid={error !== undefined}
            checked={chosen.includes(option)}
            onChange={(event) => onChange(option, event.currentTarget.checked)}
          />
          {nameOf(option)}
        </label>
      ))}
      <Remarks id={id} hint={hint} error={complaint(props)} />
    </fieldset>
  );
}

/** What the server says of a field ends a sentence that the field's name begins. */
function complaint({ label, error }: LabelledProps): string | undefined {
  return error && (/^[a-z]/.test(error) ? `${label} ${error}.` : `${error}.`);
}

export function Send({ name, busy, failure }: { name: string; busy: boolean; failure: string | null }) {
  return (
    <div>
      <p role="alert" data-tone="danger" class="complaint mb-3">
        {failure}
      </p>
      <BusyButton busy={busy} look="button-primary">
        {name}
      </BusyButton>
    </div>
  );
}
