import type { Part } from "./highlight";

/** Part of a line: a text that a person wrote, in its own direction, with what was searched for marked. */
export function Marked({ parts }: { parts: Part[] }) {
  return (
    <bdi>
      <Parts parts={parts} />
    </bdi>
  );
}

/** The same with lines of its own. A `bdi` in it would give all of them the direction of the first. */
export function MarkedLines({ parts }: { parts: Part[] }) {
  return (
    <p class="written mt-4 max-w-prose">
      <Parts parts={parts} />
    </p>
  );
}

function Parts({ parts }: { parts: Part[] }) {
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
