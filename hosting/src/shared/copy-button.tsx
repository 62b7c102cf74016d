import { useState } from "preact/hooks";
import { t } from "./i18n";

type Copying = "not yet" | "copied" | "failed";

export function CopyButton({ text, label }: { text: string; label: string }) {
  const [copying, setCopying] = useState<Copying>("not yet");
  const copy = (): void => {
    navigator.clipboard.writeText(text).then(
      () => setCopying("copied"),
      () => setCopying("failed"),
    );
  };
  return (
    <div class="mt-4 flex flex-wrap items-center gap-3">
      <button type="button" class="button button-quiet" onClick={copy}>
        {label}
      </button>
      <span role="status" class="text-muted text-sm">
        {copying === "copied" && t("copied")}
        {copying === "failed" && t("copyFailed")}
      </span>
    </div>
  );
}
