import type { Change, Ticket } from "../../shared/contract";
import { Spinner } from "../../shared/controls";
import { actorText, changeText, channelText } from "../tickets/wording";
import { BusyButton } from "../ui/busy-button";
import { Failure } from "../ui/failure";
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
      <Failure
        message={failure && `The history could not be read. ${failure}`}
        onRetry={() => void history.refresh()}
      />
      {changes && (
        <ol aria-label="Changes" class="mt-2 grid gap-3">
          {changes.map((change) => (
            <Entry key={change.version} change={change} />
          ))}
          {nextCursor === null && <Creation ticket={ticket} />}
        </ol>
      )}
      {!changes && busy && <Spinner />}
      {nextCursor !== null && (
        <BusyButton busy={busy} look="button-quiet button-small mt-3" onClick={() => void history.more()}>
          Older changes
        </BusyButton>
      )}
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
