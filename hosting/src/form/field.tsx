import type { ComponentChildren } from "preact";
import { type Text, t } from "../shared/i18n";

interface FieldProps {
  id: string;
  label: string;
  optional?: boolean;
  error?: Text | undefined;
  hint?: ComponentChildren;
  children: ComponentChildren;
}

/** A control with its label, its hint and its error; the control points at both with `describedBy`. */
export function Field(props: FieldProps) {
  return (
    <div data-tone="danger" class="min-w-0">
      <label for={props.id} class="label">
        {props.label}
        {props.optional && <span class="font-normal text-muted"> {t("form.optional")}</span>}
      </label>
      {props.children}
      <div id={`${props.id}-hint`} class="hint">
        {props.hint}
      </div>
      <p id={`${props.id}-error`} class="complaint">
        {props.error?.()}
      </p>
    </div>
  );
}

/** The attributes that tie a control to the hint and the error of its Field. */
export function describedBy(id: string, error?: Text) {
  return { id, "aria-describedby": `${id}-hint ${id}-error`, "aria-invalid": error !== undefined };
}

/** What people write stands as their writing does; an empty field as the page does, for the sake of its placeholder. */
export function direction(text: string): "auto" | undefined {
  return text ? "auto" : undefined;
}
