import type { Part } from "./highlight";

/** A text that a person wrote, in its own direction, with what was searched for marked. */
export function Marked({ parts }: { parts: Part[] }) {
  return (
    <bdi>
      {parts.map(({ text, marked }, place) =>
        marked ? (
          <mark key={place} class="rounded-xs bg-amber-200 text-black">
            {text}
          </mark>
        ) : (
          text
        ),
      )}
    </bdi>
  );
}
