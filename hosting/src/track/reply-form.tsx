import { useEffect, useRef } from "preact/hooks";
import { Attach } from "../shared/attach";
import type { TrackedAnswer } from "../shared/contract";
import { entered, Notice, Spinner } from "../shared/controls";
import { describedBy, Field } from "../shared/field";
import { t } from "../shared/i18n";
import { useConnection } from "../shared/use-connection";
import { AnswerNotice } from "./answer-notice";
import type { Known } from "./conversation";
import { useReply } from "./use-reply";

interface ReplyFormProps {
  known: Known;
  arrived: (answer: TrackedAnswer) => void;
}

/** Where the requester answers, or says whether it is solved. */
export function ReplyForm({ known: { link, ticket }, arrived }: ReplyFormProps) {
  const reply = useReply(link, arrived);
  const { outcome, sending } = reply;
  const field = useRef<HTMLDivElement>(null);
  // After a complaint the person continues in the field.
  useEffect(() => {
    if (outcome.is === "complaint") field.current?.querySelector("textarea")?.focus();
  }, [outcome]);
  const isResolved = ticket.status === "resolved";
  const submit = (event: Event): void => {
    event.preventDefault();
    reply.send(isResolved ? [false, false] : [true]);
  };
  const solved = (): void => reply.send([false, true]);
  return (
    <form class="mt-6 border-line border-t pt-6" noValidate onSubmit={submit}>
      <div ref={field}>
        <Text reply={reply} />
      </div>
      <div class="mt-3">
        <Attach attaching={reply.attaching} locked={sending} />
      </div>
      <Said reply={reply} />
      <div class="mt-3 flex flex-wrap gap-3">
        {/* One button in every state, so that it keeps the focus. */}
        <button type="submit" class="button button-primary" aria-disabled={sending}>
          {sending && <Spinner />}
          {t(sending ? "sending" : isResolved ? "reply.notSolved" : "reply.send")}
        </button>
        {ticket.status !== "closed" && (
          <button type="button" class="button button-quiet" aria-disabled={sending} onClick={solved}>
            {t("reply.solved")}
          </button>
        )}
      </div>
      <Footnote reply={reply} />
    </form>
  );
}

type Replying = ReturnType<typeof useReply>;

function Text({ reply }: { reply: Replying }) {
  const { text, outcome, sending } = reply;
  const error = outcome.is === "complaint" ? outcome.text() : undefined;
  return (
    <Field id="reply" label={t("reply.label")} error={error}>
      <textarea
        {...describedBy("reply", error)}
        class="control min-h-22 [field-sizing:content]"
        dir={text ? "auto" : undefined}
        readOnly={sending}
        value={text}
        onInput={(event) => reply.write(entered(event))}
      />
    </Field>
  );
}

/** What happens to the draft, unless the outcome says already that nothing is lost. */
function Footnote({ reply: { text, attaching, outcome, kept, restored } }: { reply: Replying }) {
  if ((text === "" && attaching.kept.length === 0) || !kept || outcome.is === "failure") return null;
  return <p class="mt-3 text-muted text-sm">{t(restored ? "reply.restored" : "reply.kept")}</p>;
}

/** What came of sending, and whether there is a connection. */
function Said({ reply: { outcome } }: { reply: Replying }) {
  const [connection] = useConnection(nothing);
  return (
    <>
      <div role="alert" class="not-empty:mt-3">
        {outcome.is === "failure" && outcome.text() && <Notice tone="danger">{outcome.text()}</Notice>}
      </div>
      <div role="status" class="not-empty:mt-3">
        {connection === "offline" && outcome.is !== "failure" && <Notice tone="warning">{t("reply.offline")}</Notice>}
        {outcome.is === "answer" && <AnswerNotice answer={outcome.answer} solved={outcome.solved} />}
      </div>
    </>
  );
}

function nothing(): void {}
