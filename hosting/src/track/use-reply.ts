import { useRef, useState } from "preact/hooks";
import { openUploads } from "../shared/attach";
import { useAttaching, useWhenThere } from "../shared/attaching";
import { MESSAGE_MAX, type TrackedAnswer } from "../shared/contract";
import { ApiError, isStatus } from "../shared/errors";
import { failureText } from "../shared/failure-text";
import { type Text, t } from "../shared/i18n";
import { NotLoaded } from "../shared/later";
import { characters } from "../shared/text";
import { sendTracked } from "./calls";
import type { PrivateLink } from "./link";
import { attempt, EMPTY_REPLY, loadReply, type Reply, saveReply } from "./reply";

/** What became of sending: nothing yet, a complaint about the text, a failure, or an answer. */
export type Outcome =
  | { is: "nothing" }
  | { is: "complaint" | "failure"; text: Text }
  | { is: "answer"; answer: TrackedAnswer; solved: boolean | undefined };

/** Whether the message needs a text, and what it says of the ticket. */
type Wish = [isNeeded: boolean, solved?: boolean];

const NOTHING: Outcome = { is: "nothing" };

function complaintAbout(text: string, isNeeded: boolean): Text | null {
  const length = characters(text);
  if (length > MESSAGE_MAX) return () => t("check.long", { max: MESSAGE_MAX, length });
  return isNeeded && length === 0 ? () => t("reply.empty") : null;
}

/** The failure as a sentence that says what to do. */
function sentenceOf(error: unknown): string {
  if (isStatus(error, 404)) return t("reply.gone");
  if (isStatus(error, 409)) return t("reply.closed");
  const isOfFiles = error instanceof ApiError && error.fields.some(({ field }) => field.startsWith("attachments"));
  if (isOfFiles) return t("files.gone");
  return `${failureText(error)} ${t("reply.notLost")}`;
}

/** The draft of the ticket, as it was left here and at every change kept. */
function useDraft(ticket: string) {
  const [reply, setReply] = useState(() => loadReply(ticket));
  const [first, setFirst] = useState(reply.text);
  const [kept, setKept] = useState(true);
  const latest = useRef(reply);
  /** At once: a page that is reloaded while its request is under way has to find the request's key. */
  const keep = (changed: Reply): void => {
    latest.current = changed;
    setReply(changed);
    setKept(saveReply(ticket, changed));
    if (changed.text !== first) setFirst("");
  };
  const attaching = useAttaching(
    reply.files,
    () => openUploads((revise) => keep({ ...latest.current, files: revise(latest.current.files) })),
    NotLoaded,
  );
  return { reply, keep, attaching, kept, restored: first !== "" };
}

/** Sends one message at a time, as it is then. */
function usePosting(post: (solved: boolean | undefined) => Promise<Outcome>) {
  const [outcome, setOutcome] = useState<Outcome>(NOTHING);
  const [sending, setSending] = useState(false);
  // Set at once, where state waits for the next rendering: the second click of a double click comes earlier.
  const busy = useRef(false);
  const send = async (solved: boolean | undefined): Promise<void> => {
    if (busy.current) return;
    busy.current = true;
    setSending(true);
    setOutcome(NOTHING);
    setOutcome(await post(solved));
    busy.current = false;
    setSending(false);
  };
  return { outcome, setOutcome, sending, send };
}

/** The requester's draft, and how it is sent. */
export function useReply(link: PrivateLink, arrived: (answer: TrackedAnswer) => void) {
  const { reply, keep, ...draft } = useDraft(link.id);
  const uploads = draft.attaching.part?.uploads;
  const write = (text: string): void => {
    keep({ ...reply, text });
    setOutcome(NOTHING);
  };
  const post = async (solved: boolean | undefined): Promise<Outcome> => {
    const ready = attempt(reply, solved);
    keep(ready);
    try {
      const answer = await sendTracked(link, JSON.parse(ready.attempt.body), ready.attempt.key);
      keep(EMPTY_REPLY);
      arrived(answer);
      return { is: "answer", answer, solved };
    } catch (error) {
      return { is: "failure", text: () => sentenceOf(error) };
    }
  };
  const { outcome, setOutcome, sending, send } = usePosting(post);
  const check = ([isNeeded, solved]: Wish): void => {
    const text = complaintAbout(reply.text, isNeeded || reply.files.length > 0);
    if (text) setOutcome({ is: "complaint", text });
    else if (uploads?.stuck) setOutcome({ is: "failure", text: () => (uploads.stuck ? t("files.failed") : "") });
    else void send(solved);
  };
  const [waiting, begin] = useWhenThere(draft.attaching, check);
  return { ...draft, text: reply.text, outcome, sending: sending || waiting, write, send: begin };
}
