import { useState } from "preact/hooks";

type Copying = "not yet" | "copied" | "failed";

/** Whether the text was copied, and how to copy it. */
export function useCopy(text: string): [Copying, () => void] {
  const [copying, setCopying] = useState<Copying>("not yet");
  const copy = (): void => {
    navigator.clipboard.writeText(text).then(
      () => setCopying("copied"),
      () => setCopying("failed"),
    );
  };
  return [copying, copy];
}
