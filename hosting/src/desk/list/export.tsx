import { useEffect, useState } from "preact/hooks";
import { Spinner } from "../../shared/controls";
import type { DeskState } from "../tickets/state";
import type { Tools } from "../tickets/use-desk";
import { COUNT } from "../ui/numbers";
import { useStore } from "../ui/store";
import { type ExportState, ExportStore } from "./export-store";

function tickets(count: number): string {
  return `${COUNT.format(count)} ${count === 1 ? "ticket" : "tickets"}`;
}

function progressText(state: ExportState): string {
  switch (state.phase) {
    case "idle":
    case "asking":
      return "";
    case "running":
      return `Exporting: ${tickets(state.count)} so far`;
    case "done":
      return `${tickets(state.count)} exported`;
    case "cancelled":
      return "Export cancelled";
    case "failed":
      return `The export stopped after ${tickets(state.count)}. ${state.message}`;
  }
}

/** Saves the filtered list as CSV, and says how far that is. */
export function ExportControl({ tools, state }: { tools: Tools; state: DeskState }) {
  const [exporting] = useState(() => new ExportStore(tools.desk.api, tools.team));
  useEffect(() => () => exporting.cancel(), [exporting]);
  const progress = useStore(exporting);
  const { phase } = progress;
  const stoppable = phase === "running" || phase === "failed";
  return (
    <>
      <p role="status" aria-label="Export" class="flex items-center gap-2 text-sm empty:hidden">
        {phase === "running" && <Spinner />}
        {progressText(progress)}
      </p>
      {phase === "failed" && (
        <button type="button" class="button button-quiet button-small" onClick={() => void exporting.resume()}>
          Continue export
        </button>
      )}
      {stoppable ? (
        <button type="button" class="button button-quiet button-small" onClick={() => exporting.cancel()}>
          Cancel export
        </button>
      ) : (
        <StartButton onClick={() => void exporting.start(state.filters)} />
      )}
    </>
  );
}

function StartButton({ onClick }: { onClick: () => void }) {
  return (
    <button
      type="button"
      class="grid size-8 cursor-pointer place-items-center rounded-md text-muted hover:bg-page"
      aria-label="Export CSV"
      title="Export CSV"
      onClick={onClick}
    >
      <svg aria-hidden="true" viewBox="0 0 16 16" class="size-4 fill-none stroke-[1.5] stroke-current">
        <path d="M8 2.5v7.5m-3-3 3 3 3-3M2.5 13.5h11" />
      </svg>
    </button>
  );
}
