import { Badge } from "../shared/badge";
import type { TrackedTicket } from "../shared/contract";
import { Notice, Spinner } from "../shared/controls";
import { failureText } from "../shared/failure-text";
import { exactTime } from "../shared/format";
import { t } from "../shared/i18n";
import { OtherWays, PublicFrame } from "../shared/public-frame";
import { STATUS_TONES } from "../shared/tones";
import { LostLink } from "./lost-link";
import { Timeline } from "./timeline";
import { type Tracked, useTracked } from "./use-tracked";

export function TrackPage() {
  const [tracked, again] = useTracked();
  return (
    <PublicFrame>
      <h1 class="heading">{t("track.name")}</h1>
      <div class="mt-6" aria-live="polite">
        <Content tracked={tracked} again={again} />
      </div>
      {tracked.phase === "wrong link" && <LostLink />}
      <p class="mt-8 text-sm">
        <a class="link" href="/">
          {t("report.again")}
        </a>
      </p>
      <OtherWays />
    </PublicFrame>
  );
}

function Content({ tracked, again }: { tracked: Tracked; again: () => void }) {
  switch (tracked.phase) {
    case "loading":
      return (
        <p class="flex items-center gap-2 text-muted">
          <Spinner /> {t("track.looking")}
        </p>
      );
    case "found":
      return <Found ticket={tracked.ticket} again={again} />;
    case "wrong link":
      return <WrongLink />;
    case "failed":
      return (
        <div class="grid justify-items-start gap-4">
          <Notice tone="danger">{failureText(tracked.error)}</Notice>
          <button type="button" class="button button-quiet" onClick={again}>
            {t("tryAgain")}
          </button>
        </div>
      );
  }
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
    <article class="card p-4 sm:p-6">
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
      <button type="button" class="button button-quiet mt-6" onClick={again}>
        {t("track.refresh")}
      </button>
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
