import { useEffect, useRef } from "preact/hooks";
import { useCopy } from "../../shared/use-copy";

interface ShownOnceProps {
  id: string;
  /** What it is, and that it cannot be had again. */
  label: string;
  value: string;
  /** What a screen reader says once it was copied. */
  copied: string;
  /** Begins with the focus on it, for a dialog that has nothing else. */
  focused?: boolean;
}

/** A secret that the server returns only once, to be copied. */
export function ShownOnce({ id, label, value, copied, focused }: ShownOnceProps) {
  // Where copying is not allowed, the selected text of the field is there to be copied by hand.
  const [copying, copy] = useCopy(value);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (focused) input.current?.focus();
  }, [focused]);
  return (
    <div data-tone="success">
      <label class="block font-medium text-tone" for={id}>
        {label}
      </label>
      <div class="mt-2 flex gap-2">
        <input
          ref={input}
          id={id}
          class="control min-w-0 font-mono text-sm"
          readOnly
          value={value}
          onFocus={(event) => event.currentTarget.select()}
        />
        <button type="button" class="button button-primary shrink-0" onClick={copy}>
          {copying === "copied" ? "Copied" : "Copy"}
        </button>
      </div>
      <p role="status" class="sr-only">
        {copying === "copied" && copied}
      </p>
    </div>
  );
}
