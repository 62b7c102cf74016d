import { Notice, Spinner } from "../shared/controls";
import { failureText } from "../shared/failure-text";
import { exactTime } from "../shared/format";
import { t } from "../shared/i18n";
import { Later, NotLoaded } from "../shared/later";
import { Onward, OtherWays, PublicFrame } from "../shared/public-frame";
import { Remembered } from "../shared/remembered-tickets";
import type { Known } from "./conversation";
import { ConversationView } from "./conversation-view";
import { News } from "./news";
import { Progress } from "./progress";
import { ReplyForm } from "./reply-form";
import { stateText } from "./state";
import { StateNotice } from "./state-notice";
import { useTracked } from "./use-tracked";
import { knownOf, type Tracked, type Tracking, type Watch } from "./watch";

export function TrackPage() {
  const [tracking, watch] = useTracked();
  const { tracked } = tracking;
  const known = knownOf(tracked);
  const again = (): void => watch.again();
  return (
    <PublicFrame>
      <h1 class="heading">{t("track.name")}</h1>
      <Outcome {...tracking} />
      {known && <Found key={known.link.id} known={known} watch={watch} />}
      {known && <Progress {...tracking} known={known} again={again} />}
      {tracked.phase === "failed" && !known && (
        <button type="button" class="button button-quiet mt-6" onClick={again}>
          {t("tryAgain")}
        </button>
      )}
      {(tracked.phase === "wrong link" || tracked.phase === "no link") && <Lost />}
      <Onward href="/" name="report.again" />
      <OtherWays />
    </PublicFrame>
  );
}

async function openLostLink() {
  return (await import("./lost")).openLostLink();
}

/** The ways back to a ticket without its link. */
function Lost() {
  return (
    <>
      <Remembered />
      <Later load={openLostLink} props={{}} otherwise={NotLoaded} />
    </>
  );
}

/**
 * What came of looking, in a sentence that screen readers say. The ticket itself stands elsewhere: they would say it
 * again with every minute that its times advance.
 */
function Outcome({ tracked, looking }: Tracking) {
  return (
    <div class={looking && knownOf(tracked) ? "sr-only" : "mt-3"} role="status">
      {looking ? <Looking /> : <Sentence tracked={tracked} />}
    </div>
  );
}

function Looking() {
  return (
    <p class="flex items-center gap-2 text-muted">
      <Spinner /> {t("track.looking")}
    </p>
  );
}

function Sentence({ tracked }: { tracked: Tracked }) {
  switch (tracked.phase) {
    case "found": {
      const values = { time: exactTime(tracked.asked), status: stateText(tracked.known) };
      return <p class="sr-only">{t("track.asOf", values)}</p>;
    }
    case "wrong link":
      return <WrongLink />;
    case "failed":
      return <Notice tone="danger">{failureText(tracked.error)}</Notice>;
    default:
      return null;
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

function Found({ known, watch }: { known: Known; watch: Watch }) {
  return (
    <>
      <News known={known} />
      <StateNotice known={known} />
      <article class="card mt-4 p-4 sm:p-6">
        <h2 class="font-semibold text-xl [overflow-wrap:anywhere]" dir="auto">
          {known.ticket.title}
        </h2>
        <ConversationView known={known} earlier={() => watch.earlier(known)} />
        <ReplyForm known={known} arrived={(answer) => watch.answered(answer)} />
      </article>
    </>
  );
}
