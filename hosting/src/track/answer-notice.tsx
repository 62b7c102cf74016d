import { useState } from "preact/hooks";
import { serverNow } from "../shared/clock";
import type { FollowUp, TrackedAnswer } from "../shared/contract";
import { Notice } from "../shared/controls";
import { CopyButton } from "../shared/copy-button";
import { t } from "../shared/i18n";
import { type Remembered, remember, statusLink } from "../shared/remembered";

/** What became of the requester's message. */
export function AnswerNotice({ answer, solved }: { answer: TrackedAnswer; solved: boolean | undefined }) {
  const { follow_up, status } = answer;
  if (follow_up?.tracking_token) return <NewTicket ticket={linked(follow_up, follow_up.tracking_token)} />;
  if (follow_up) return <Done text={t("reply.there", { reference: `\u2068${follow_up.reference}\u2069` })} />;
  if (solved) return <Done text={t(status === "resolved" ? "reply.thanks" : "reply.sent")} />;
  return <Done text={t(solved === false ? "reply.reopened" : "reply.sent")} />;
}

function Done({ text }: { text: string }) {
  return <Notice tone="success">{text}</Notice>;
}

function linked({ id, reference }: FollowUp, tracking_token: string): Remembered {
  return { id, reference, tracking_token, created_at: new Date(serverNow()).toISOString() };
}

/** The link of the ticket that the message opened; the server says it this once. */
function NewTicket({ ticket }: { ticket: Remembered }) {
  const [kept] = useState(() => remember(ticket));
  const link = statusLink(ticket);
  return (
    <Notice tone="success">
      <p class="font-semibold">{t("follow.heading")}</p>
      <p class="mt-1">{t(kept ? "follow.kept" : "follow.notKept")}</p>
      <div class="mt-3 flex flex-wrap items-center gap-3">
        <a class="button button-primary" href={link}>
          {t("follow.open", { reference: `\u2068${ticket.reference}\u2069` })}
        </a>
        <CopyButton text={link} label={t("follow.copy")} />
      </div>
    </Notice>
  );
}
