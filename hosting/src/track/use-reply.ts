import { useRef, useState } from "preact/hooks";
import { MESSAGE_MAX, type TrackedAnswer } from "../shared/contract";
import { isStatus } from "../shared/errors";
import { failureText } from "../shared/failure-text";
import { type Text, t } from "../shared/i18n";
import { characters } from "../shared/text";
import { sendTracked } from "./calls";
import type { PrivateLink } from "./link";
import { attempt, EMPTY_REPLY, loadReply, type Reply, saveReply } from "./reply";

/** What became of sending: nothing yet, a complaint about the text, a failure, or an answer. */
export type Outcome =
  | { is: "nothing" }
  | { is: "complaint" | "failure"; text: Text }
  | { is: "answer"; answer: TrackedAnswer; solved: boolean | undefined };

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
  return `${failureText(error)} ${t("reply.notLost")}`;
}

/** The draft of the ticket, as it was left here and at every change kept. */
function useDraft(ticket: string) {
  const [reply, setReply] = useState(() => loadReply(ticket));
  const [first, setFirst] = useState(reply.text);
  const [kept, setKept] = useState(true);
  /** At once: a page that is reloaded while its request is under way has to find the request's key. */
  const keep = (changed: Reply): void => {
    setReply(changed);
    setKept(saveReply(ticket, changed));
    if (changed.text !== first) setFirst("");
  };
  return { reply, keep, kept, restored: first !== "" };
}

/** Sends replies, one at a time. */
export function useReply(link: PrivateLink, arrived: (answer: TrackedAnswer) => void) {
  const { reply, keep, ...draft } = useDraft(link.id);
  const [outcome, setOutcome] = useState<Outcome>(NOTHING);
  const [sending, setSending] = useState(false);
  // Set at once, where state waits for the next rendering: the second click of a double click comes earlier.
  const busy = useRef(false);

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
  const send = async (isNeeded: boolean, solved?: boolean): Promise<void> => {
    if (busy.current) return;
    const text = complaintAbout(reply.text, isNeeded);
    if (text) return setOutcome({ is: "complaint", text });
    busy.current = true;
    setSending(true);
    setOutcome(NOTHING);
    setOutcome(await post(solved));
    busy.current = false;
    setSending(false);
  };
  return { ...draft, text: reply.text, outcome, sending, write, send };
}
