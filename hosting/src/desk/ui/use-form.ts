import type { TargetedSubmitEvent } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { FieldError } from "../../shared/contract";
import { ApiError } from "../../shared/errors";
import { useTask } from "./use-task";

interface Form {
  form: { current: HTMLFormElement | null };
  busy: boolean;
  submit: (event: TargetedSubmitEvent<HTMLFormElement>) => void;
  /** What the server says of the field. */
  errorOf: (field: string) => string | undefined;
  /** Why it failed, where no field of the form says it. */
  failure: string | null;
}

function rootOf(field: string): string {
  return field.split(".")[0] ?? field;
}

/** Sends a form whose fields have these names in the API. */
export function useForm(fields: string[], send: () => Promise<void>): Form {
  const { busy, failure, run } = useTask();
  const [errors, setErrors] = useState<FieldError[]>([]);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (errors.length > 0) form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [errors]);
  const submit = (event: TargetedSubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    run(async () => {
      setErrors([]);
      try {
        await send();
      } catch (error) {
        if (error instanceof ApiError) setErrors(error.fields);
        throw error;
      }
    });
  };
  const errorOf = (field: string): string | undefined => errors.find((it) => rootOf(it.field) === field)?.message;
  const elsewhere = errors.filter((it) => !fields.includes(rootOf(it.field))).map((it) => `${it.message}.`);
  const summary = elsewhere.length > 0 ? elsewhere.join(" ") : failure;
  return { form, busy, submit, errorOf, failure: errors.length > elsewhere.length ? null : summary };
}
