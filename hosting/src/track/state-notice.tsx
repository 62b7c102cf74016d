import { t } from "../shared/i18n";
import { remembered, statusLink } from "../shared/remembered";
import type { Known } from "./conversation";
import { nextText, stateText, toneOf } from "./state";

/** How the ticket stands and what comes next, in words. */
export function StateNotice({ known }: { known: Known }) {
  return (
    <section data-tone={toneOf(known)} aria-labelledby="state" class="notice mt-4">
      <h2 id="state" class="font-semibold text-lg">
        {stateText(known)}
      </h2>
      <p class="mt-1">{nextText(known)}</p>
      <p class="mt-2 flex flex-wrap gap-x-6">
        <Further reference={known.ticket.follow_up} />
        {/* No address: the link's token stands where its place on the page would. */}
        <button type="button" class="cursor-pointer underline underline-offset-2" onClick={goToReply}>
          {t("reply.go")}
        </button>
      </p>
    </section>
  );
}

/** The way to the ticket where a closed one goes on, if this device remembers it. */
function Further({ reference }: { reference: string | null }) {
  const ticket = remembered().find((each) => each.reference === reference);
  if (!ticket) return null;
  return (
    <a class="underline underline-offset-2" href={statusLink(ticket)}>
      {t("follow.open", { reference: `\u2068${ticket.reference}\u2069` })}
    </a>
  );
}

function goToReply(): void {
  document.getElementById("reply")?.focus();
}
