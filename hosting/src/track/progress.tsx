import { exactTime } from "../shared/format";
import { t } from "../shared/i18n";
import type { Known } from "./conversation";
import { Timeline } from "./timeline";
import type { Tracking } from "./watch";

interface ProgressProps extends Tracking {
  known: Known;
  again: () => void;
}

/** The ticket's facts, what became of it so far, and when that was read. */
export function Progress({ known: { ticket }, tracked, again }: ProgressProps) {
  return (
    <section aria-labelledby="progress" class="card mt-6 p-4 sm:p-6">
      <h2 id="progress" class="font-semibold text-lg">
        {t("track.progress")}
      </h2>
      <Timeline events={ticket.timeline} />
      <dl class="mt-6 grid gap-x-6 gap-y-4 border-line border-t pt-6 sm:grid-cols-2">
        <Fact name={t("track.reference")} mono value={ticket.reference} />
        <Fact name={t("track.reported")} value={exactTime(ticket.created_at)} />
        <Fact name={t("category")} value={t(`category.${ticket.category}`)} />
        <Fact name={t("priority")} value={t(`priority.${ticket.priority}`)} />
      </dl>
      <div class="mt-6 flex flex-wrap items-center gap-x-4 gap-y-2">
        <button type="button" class="button button-quiet" onClick={again}>
          {t("track.refresh")}
        </button>
        {tracked.phase === "found" && (
          <p class="text-muted text-sm">{t("track.checked", { time: exactTime(tracked.at) })}</p>
        )}
      </div>
    </section>
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
