import { t } from "./i18n";
import { useCopy } from "./use-copy";

export function CopyButton({ text, label }: { text: string; label: string }) {
  const [copying, copy] = useCopy(text);
  return (
    <>
      <button type="button" class="button button-quiet" onClick={copy}>
        {label}
      </button>
      <span role="status" class="order-last text-muted text-sm">
        {copying === "copied" && t("copied")}
        {copying === "failed" && t("copyFailed")}
      </span>
    </>
  );
}
