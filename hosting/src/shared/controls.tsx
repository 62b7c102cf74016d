/** The building blocks that every page is made of. */

import type { ComponentChildren, TargetedEvent } from "preact";
import type { Tone } from "./labels";

export function PageFrame(props: { wide?: boolean; aside?: ComponentChildren; children: ComponentChildren }) {
  const width = props.wide ? "max-w-screen-2xl" : "max-w-2xl";
  return (
    <>
      <header class="border-line border-b bg-card">
        <div class={`mx-auto flex ${width} flex-wrap items-center gap-x-4 gap-y-1 px-4 py-3 sm:px-6`}>
          <a class="flex items-center gap-2 font-semibold" href="/">
            <img src="/favicon.svg" alt="" width="24" height="24" />
            Support desk
          </a>
          {props.aside}
        </div>
      </header>
      <main class={`mx-auto ${width} px-4 py-6 sm:px-6 sm:py-10`}>{props.children}</main>
    </>
  );
}

export function Badge(props: { tone: Tone; children: ComponentChildren }) {
  return (
    <span
      data-tone={props.tone}
      class="inline-flex items-center gap-1.5 whitespace-nowrap rounded-full bg-tone-surface px-2.5 py-0.5 font-medium text-sm text-tone"
    >
      <span aria-hidden="true" class="size-2 rounded-full bg-tone" />
      {props.children}
    </span>
  );
}

/** A message in a coloured box. As an `alert` it interrupts a screen reader. */
export function Notice(props: { tone: Tone; role?: "alert"; children: ComponentChildren }) {
  return (
    <div
      data-tone={props.tone}
      role={props.role}
      class="rounded-lg border border-tone/40 bg-tone-surface px-4 py-3 text-tone [overflow-wrap:anywhere]"
    >
      {props.children}
    </div>
  );
}

export function Spinner() {
  return (
    <span
      aria-hidden="true"
      class="inline-block size-4 shrink-0 animate-spin rounded-full border-2 border-current border-t-transparent"
    />
  );
}

interface FieldProps {
  id: string;
  label: string;
  optional?: boolean;
  error?: string | undefined;
  hint?: ComponentChildren;
  children: ComponentChildren;
}

/** A control with its label, its hint and its error; the control points at both with `describedBy`. */
export function Field(props: FieldProps) {
  return (
    <div data-tone="danger">
      <label for={props.id} class="mb-1.5 block font-medium">
        {props.label}
        {props.optional && <span class="font-normal text-muted"> (optional)</span>}
      </label>
      {props.children}
      <div id={`${props.id}-hint`} class="mt-1.5 text-muted text-sm empty:hidden">
        {props.hint}
      </div>
      <p id={`${props.id}-error`} class="mt-1.5 font-medium text-sm text-tone empty:hidden">
        {props.error}
      </p>
    </div>
  );
}

/** The attributes that tie a control to the hint and the error of its Field. */
export function describedBy(id: string, error: string | undefined) {
  return { id, "aria-describedby": `${id}-hint ${id}-error`, "aria-invalid": error !== undefined };
}

/** What the person just entered. */
export function entered(event: TargetedEvent<HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement>): string {
  return event.currentTarget.value;
}
