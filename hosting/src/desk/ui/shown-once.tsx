import { useEffect, useRef, useState } from "preact/hooks";

interface ShownOnceProps {
  id: string;
  /** What it is, and that it cannot be had again. */
  label: string;
  value: string;
  /** What a screen reader is told once it was copied. */
  copied: string;
  /** Begins with the focus on it, for a dialog that has nothing else. */
  focused?: boolean;
}

/** A secret that the server has told this once, to be copied. */
export function ShownOnce({ id, label, value, copied, focused }: ShownOnceProps) {
  const [isCopied, setCopied] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (focused) input.current?.focus();
  }, [focused]);
  const copy = async (): Promise<void> => {
    // Where copying is not allowed, the selected text of the field is there to be copied by hand.
    await navigator.clipboard.writeText(value).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  };
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
        <button type="button" class="button button-primary shrink-0" onClick={() => void copy()}>
          {isCopied ? "Copied" : "Copy"}
        </button>
      </div>
      <p role="status" class="sr-only">
        {isCopied && copied}
      </p>
    </div>
  );
}
