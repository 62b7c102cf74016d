import type { DeskState } from "../tickets/state";
import { online } from "../ui/online";
import { useStore } from "../ui/store";

const SIGNALS: Record<DeskState["signal"], string> = {
  connecting: "Connecting",
  live: "Live",
  lost: "Refreshing every 30 seconds",
};

/** Whether changes of others are heard of at once. */
export function Connection({ signal }: { signal: DeskState["signal"] }) {
  const isOnline = useStore(online);
  const tone = isOnline && signal === "live" ? "success" : "neutral";
  return (
    <span
      data-tone={tone}
      role="status"
      aria-label="Connection"
      class="ms-auto flex items-center gap-1.5 text-sm text-tone"
    >
      <span aria-hidden="true" class="size-2 rounded-full bg-tone" />
      {isOnline ? SIGNALS[signal] : "Offline"}
    </span>
  );
}
