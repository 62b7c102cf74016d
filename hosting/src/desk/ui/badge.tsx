import type { ComponentChildren } from "preact";
import type { Tone } from "../../shared/tones";

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
