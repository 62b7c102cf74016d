import { useState } from "preact/hooks";

/** Says on demand how a number is defined. */
export function Definition({ of, text }: { of: string; text: string }) {
  const [shown, setShown] = useState(false);
  const id = `definition-of-${of.toLowerCase().replaceAll(" ", "-")}`;
  return (
    <>
      <button
        type="button"
        class="inline-flex size-6 cursor-pointer items-center justify-center rounded-full text-muted hover:text-ink"
        aria-label={`How is "${of}" defined?`}
        aria-expanded={shown}
        aria-controls={id}
        onClick={() => setShown(!shown)}
      >
        <svg aria-hidden="true" viewBox="0 0 16 16" class="size-4 fill-none stroke-current stroke-[1.5]">
          <circle cx="8" cy="8" r="6.5" />
          <path d="M8 7.25v4M8 4.5v1" />
        </svg>
      </button>
      <span id={id} class={shown ? "block w-full font-normal text-muted text-xs" : "sr-only"}>
        {text}
      </span>
    </>
  );
}
