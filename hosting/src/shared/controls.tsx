/** The building blocks that every page is made of. */

import type { ComponentChildren, TargetedEvent } from "preact";
import type { Tone } from "./tones";

interface PageFrameProps {
  wide?: boolean;
  /** The page takes the window, and its parts scroll by themselves. */
  fill?: boolean | undefined;
  /** What the header calls these pages. */
  name: string;
  aside?: ComponentChildren;
  /** Where the name leads. */
  home?: string;
  children: ComponentChildren;
}

export function PageFrame(props: PageFrameProps) {
  const width = props.fill ? "" : props.wide ? "max-w-screen-2xl" : "max-w-2xl";
  return (
    <>
      <header class="border-line border-b bg-card">
        <div class={`bar ${width}`}>
          <a class="flex items-center gap-2 font-semibold" href={props.home ?? "/"}>
            <img src="/favicon.svg" alt="" width="24" height="24" />
            {props.name}
          </a>
          {props.aside}
        </div>
      </header>
      <main class={props.fill ? "workspace" : `sheet ${width}`}>{props.children}</main>
    </>
  );
}

/** A message in a coloured box. As an `alert` it interrupts a screen reader. */
export function Notice(props: { tone: Tone; role?: "alert"; children: ComponentChildren }) {
  return (
    <div data-tone={props.tone} role={props.role} class="notice">
      {props.children}
    </div>
  );
}

export function Spinner() {
  return <span aria-hidden="true" class="spinner" />;
}

/** What the person just entered. */
export function entered(event: TargetedEvent<HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement>): string {
  return event.currentTarget.value;
}
