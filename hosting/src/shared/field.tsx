import type { ComponentChildren } from "preact";

interface RemarksProps {
  id: string;
  hint?: ComponentChildren;
  error?: string | undefined;
}

/** A control's hint and what is wrong with it, which the control points at with `describedBy`. */
export function Remarks({ id, hint, error }: RemarksProps) {
  return (
    <>
      <div id={`${id}-hint`} class="hint">
        {hint}
      </div>
      {/* Said at once, because some come when the field is left. */}
      <p id={`${id}-error`} class="complaint" aria-live="polite">
        {error}
      </p>
    </>
  );
}

interface FieldProps extends RemarksProps {
  label: ComponentChildren;
  children: ComponentChildren;
}

/** A control with its label and its remarks. */
export function Field({ label, children, ...remarks }: FieldProps) {
  return (
    <div data-tone="danger" class="min-w-0">
      <label for={remarks.id} class="label">
        {label}
      </label>
      {children}
      <Remarks {...remarks} />
    </div>
  );
}

/** The attributes that tie a control to its remarks. */
export function describedBy(id: string, error?: unknown) {
  return { id, "aria-describedby": `${id}-hint ${id}-error`, "aria-invalid": error !== undefined };
}
