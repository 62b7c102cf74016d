import type { TicketStats } from "../../shared/contract";
import { durationText } from "../ui/duration";
import { COUNT } from "../ui/numbers";
import { RelativeTime } from "../ui/time";
import { Tile } from "./tiles";

const WAITING =
  "Tickets in which an agent is to act next: nobody has answered yet, or the requester wrote last. Settled tickets do not count.";
const MEDIAN =
  "How long requesters waited for the first reply: half of them at most so long. Of all tickets that have a reply, at most 1% off.";
const P90 = "How long requesters waited for the first reply: nine of ten at most so long. At most 1% off.";

/** Who waits, and how long the others waited. */
export function RepliesSection({ stats }: { stats: TicketStats | null }) {
  const since = stats?.oldest_waiting_since;
  return (
    <div class="card py-3">
      <dl class="grid grid-cols-3 divide-x divide-line">
        <Tile name="Waiting now" text={WAITING} value={stats && COUNT.format(stats.waiting_now)} />
        <Tile name="First reply" text={MEDIAN} value={stats && wait(stats.first_reply_seconds.median)} />
        <Tile name="90% within" text={P90} value={stats && wait(stats.first_reply_seconds.p90)} />
      </dl>
      {since && (
        <p class="mt-2 px-2 text-muted text-sm min-[420px]:px-3">
          The longest wait began <RelativeTime at={since} />.
        </p>
      )}
    </div>
  );
}

function wait(seconds: number | null): string | null {
  return seconds === null ? null : durationText(seconds);
}
