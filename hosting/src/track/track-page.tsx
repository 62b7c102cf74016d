import { Badge } from "../shared/badge";
import type { TrackedTicket } from "../shared/contract";
import { Notice, Spinner } from "../shared/controls";
import { failureText } from "../shared/failure-text";
import { exactTime } from "../shared/format";
import { type MessageKey, t } from "../shared/i18n";
import { OwnTickets } from "../shared/own-tickets";
import { Onward, OtherWays, PublicFrame } from "../shared/public-frame";
import { STATUS_TONES } from "../shared/tones";
import { LostLink } from "./lost-link";
import { Timeline } from "./timeline";
import { type Tracked, ticketOf, useTracked } from "./use-tracked";

export function TrackPage() {
  const { tracked, looking, again } = useTracked();
  const ticket = ticketOf(tracked);
  return (
    <PublicFrame>
      <h1 class="heading">{t("track.name")}</h1>
      <div class="mt-3 min-h-6" role="status">
        {looking ? <Looking /> : <Outcome tracked={tracked} />}
      </div>
      {ticket && <Found ticket={ticket} again={again} />}
      {tracked.phase === "failed" && !ticket && <Again name="tryAgain" again={again} />}
      {(tracked.phase === "wrong link" || tracked.phase === "no link") && <Lost />}
      <Onward href="/" name="report.again" />
      <OtherWays />
    </PublicFrame>
  );
}

/** The ways back to a ticket without its link. */
function Lost() {
  return (
    <>
      <OwnTickets />
      <LostLink />
    </>
  );
}

function Looking() {
  return (
    <p class="flex items-center gap-2 text-muted">
      <Spinner /> {t("track.looking")}
    </p>
  );
}

/**
 * What came of looking, in a sentence that screen readers say. The ticket itself stands elsewhere: they would say it
 * again with every minute that its times advance.
 */
function Outcome({ tracked }: { tracked: Tracked }) {
  switch (tracked.phase) {
    case "found": {
      const status = t(`status.${tracked.ticket.status}`);
      return <p class="text-muted">{t("track.asOf", { time: exactTime(tracked.at), status })}</p>;
    }
    case "wrong link":
      return <WrongLink />;
    case "failed":
      return <Notice tone="danger">{failureText(tracked.error)}</Notice>;
    default:
      return null;
  }
}

function Again({ name, again }: { name: MessageKey; again: () => void }) {
  return (
    <button type="button" class="button button-quiet mt-6" onClick={again}>
      {t(name)}
    </button>
  );
}

function WrongLink() {
  return (
    <Notice tone="warning">
      <p class="font-semibold">{t("track.wrong")}</p>
      <p class="mt-1">{t("track.wrongWhy")}</p>
    </Notice>
  );
}

function Found({ ticket, again }: { ticket: TrackedTicket; again: () => void }) {
  return (
    <article class="card mt-4 p-4 sm:p-6">
      <div class="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <h2 class="font-semibold text-xl [overflow-wrap:anywhere]" dir="auto">
          {ticket.title}
        </h2>
        <Badge tone={STATUS_TONES[ticket.status]}>{t(`status.${ticket.status}`)}</Badge>
      </div>
      <Timeline ticket={ticket} />
      <dl class="mt-6 grid gap-x-6 gap-y-4 border-line border-t pt-6 sm:grid-cols-2">
        <Fact name={t("track.reference")} mono value={ticket.reference} />
        <Fact name={t("track.reported")} value={exactTime(ticket.created_at)} />
        <Fact name={t("category")} value={t(`category.${ticket.category}`)} />
        <Fact name={t("priority")} value={t(`priority.${ticket.priority}`)} />
      </dl>
      <Again name="track.refresh" again={again} />
    </article>
  );
}

function Fact({ name, value, mono }: { name: string; value: string; mono?: boolean }) {
  return (
    <div>
      <dt class="text-muted text-sm">{name}</dt>
      <dd class={mono ? "font-mono" : ""}>
        <bdi>{value}</bdi>
      </dd>
    </div>
  );
}
