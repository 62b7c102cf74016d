import type { ComponentChildren, Ref } from "preact";
import { Spinner } from "../../shared/controls";

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

export function Loading({ what }: { what: string }) {
  return (
    <p role="status" class="mt-3 flex items-center gap-2 text-muted">
      <Spinner /> {what}
    </p>
  );
}

interface EmptyProps {
  title: string;
  text?: string;
  action?: ComponentChildren;
  /** It fills a column, and needs no frame of its own. */
  plain?: boolean;
}

export function Empty({ title, text, action, plain }: EmptyProps) {
  return (
    <div class={`px-4 py-8 text-center ${plain ? "" : "card mt-3"}`}>
      <p class="font-medium">{title}</p>
      {text && <p class="mt-1 text-muted text-sm">{text}</p>}
      {action}
    </div>
  );
}
