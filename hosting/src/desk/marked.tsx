import type { Part } from "./highlight";

/** A text with what was searched for marked. */
export function Marked({ parts }: { parts: Part[] }) {
  return (
    <>
      {parts.map(({ text, marked }, place) =>
        marked ? (
          <mark key={place} class="rounded-xs bg-amber-200 text-black">
            {text}
          </mark>
        ) : (
          text
        ),
      )}
    </>
  );
}
