import type { Change, Ticket } from "../../shared/contract";
import { Notice, Spinner } from "../../shared/controls";
import { actorText, changeText, channelText } from "../tickets/wording";
import { useStore } from "../ui/store";
import { RelativeTime } from "../ui/time";
import type { HistoryStore } from "./history-store";

/** What happened to the ticket, newest first, down to its creation. */
export function TicketHistory({ history, ticket }: { history: HistoryStore; ticket: Ticket }) {
  const { changes, nextCursor, failure, busy } = useStore(history);
  return (
    <section aria-labelledby="history" class="mt-5 border-line border-t pt-4 text-sm" aria-busy={busy}>
      <h3 id="history" class="font-semibold text-base">
        History
      </h3>
      <div role="alert" class="mt-2 empty:hidden">
        {failure && (
          <Notice tone="danger">
            The history could not be read. {failure}{" "}
            <button type="button" class="link cursor-pointer" onClick={() => void history.refresh()}>
              Try again
            </button>
          </Notice>
        )}
      </div>
      {changes && (
        <ol aria-label="Changes" class="mt-2 grid gap-3">
          {changes.map((change) => (
            <Entry key={change.version} change={change} />
          ))}
          {nextCursor === null && <Creation ticket={ticket} />}
        </ol>
      )}
      {!changes && busy && <Spinner />}
      {nextCursor !== null && <Older history={history} busy={busy} />}
    </section>
  );
}

function Entry({ change: { at, by, changes } }: { change: Change }) {
  const what = changes.map(changeText).join(", ");
  return (
    <li class="[overflow-wrap:anywhere]">
      <span class="block">{what || "Saved without a difference"}</span>
      <span class="text-muted">
        {actorText(by)}, <RelativeTime at={at} />
      </span>
    </li>
  );
}

function Creation({ ticket }: { ticket: Ticket }) {
  return (
    <li>
      <span class="block">Created</span>
      <span class="text-muted">
        {channelText(ticket)}, <RelativeTime at={ticket.created_at} />
      </span>
    </li>
  );
}

function Older({ history, busy }: { history: HistoryStore; busy: boolean }) {
  return (
    <button
      type="button"
      class="button button-quiet mt-3 min-h-9 px-3 py-1 text-sm"
      aria-disabled={busy}
      onClick={() => {
        if (!busy) void history.more();
      }}
    >
      {busy && <Spinner />}
      Older changes
    </button>
  );
}
