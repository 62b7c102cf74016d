import type { ComponentChildren, Ref } from "preact";
import { Notice, Spinner } from "../../shared/controls";

export const SMALL = "button button-quiet min-h-9 px-3 py-1 text-sm";

interface SectionProps {
  id: string;
  title: string;
  /** Takes the focus when the control that had it goes. */
  heading?: Ref<HTMLHeadingElement>;
  hint: ComponentChildren;
  action: ComponentChildren;
  children: ComponentChildren;
}

export function Section({ id, title, heading, hint, action, children }: SectionProps) {
  return (
    <section aria-labelledby={id} class="mt-8 min-w-0">
      <div class="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <h2 id={id} ref={heading ?? null} tabIndex={-1} class="font-semibold text-xl">
          {title}
        </h2>
        {action}
      </div>
      <p class="mt-1 text-muted text-sm">{hint}</p>
      {children}
    </section>
  );
}

/** Why something could not be read, and another try. */
export function Failure({ what, message, onRetry }: { what: string; message: string | null; onRetry: () => void }) {
  return (
    <div role="alert" class="mt-3 empty:hidden">
      {message && (
        <Notice tone="danger">
          <div class="flex flex-wrap items-center justify-between gap-3">
            <span>
              {what} {message}
            </span>
            <button type="button" class={SMALL} onClick={onRetry}>
              Try again
            </button>
          </div>
        </Notice>
      )}
    </div>
  );
}

export function Loading({ what }: { what: string }) {
  return (
    <p role="status" class="mt-3 flex items-center gap-2 text-muted">
      <Spinner /> {what}
    </p>
  );
}

export function Empty({ title, text }: { title: string; text: string }) {
  return (
    <div class="card mt-3 px-4 py-8 text-center">
      <p class="font-medium">{title}</p>
      <p class="mt-1 text-muted text-sm">{text}</p>
    </div>
  );
}
