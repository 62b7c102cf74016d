import type { Part } from "./highlight";

/** Part of a line: a text that a person wrote, in its own direction, with what was searched for marked. */
export function Marked({ parts }: { parts: Part[] }) {
  return (
    <bdi>
      <Parts parts={parts} />
    </bdi>
  );
}

/** Within what a person wrote, what was searched for. */
export function Parts({ parts }: { parts: Part[] }) {
  return parts.map(({ text, marked }, place) =>
    marked ? (
      <mark key={place} class="rounded-xs bg-amber-200 text-black">
        {text}
      </mark>
    ) : (
      text
    ),
  );
}
