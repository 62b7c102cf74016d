import { useCallback, useRef, useState } from "preact/hooks";
import { type Attaching, useWhenThere } from "../shared/attaching";
import type { CreatedTicket } from "../shared/contract";
import { type Text, t } from "../shared/i18n";
import { createTicket } from "./api";
import { type Attempt, attempt, checkDraft, type Draft, type Errors, mistakesOf } from "./draft";
import { refusalsOf, UNREACHABLE } from "./refusals";

interface Drafted {
  draft: Draft;
  attaching: Attaching;
}

interface Events {
  /** This is about to be sent. */
  starts: (draft: Draft) => void;
  arrived: (ticket: CreatedTicket) => void;
}

function post({ ticket, language, elapsedMs, key }: Attempt, website: string): Promise<CreatedTicket> {
  return createTicket({ ...JSON.parse(ticket), language, website, elapsed_ms: elapsedMs }, key);
}

/** The complaints of this page or of the server, by field. */
function useComplaints() {
  const [errors, setErrors] = useState<Errors>({});
  /** How many times sending was refused. */
  const [refusals, setRefusals] = useState(0);
  const refuse = (complaints: Errors): void => {
    setErrors(complaints);
    setRefusals((before) => before + 1);
  };
  /** Fields that are being mended no longer show their complaints. */
  const mend = (part: Partial<Draft>): void => {
    const isMended = (field: string): boolean => field.slice(field.lastIndexOf(".") + 1) in part;
    setErrors((before) => Object.fromEntries(Object.entries(before).filter(([field]) => !isMended(field))));
  };
  /** At once, beside what was said before. */
  const complain = (checks: Record<string, Text | null>): void => {
    setErrors((before) => ({ ...before, ...mistakesOf(checks) }));
  };
  return { errors, setErrors, refusals, refuse, mend, complain };
}

/** Sends a draft once at a time; failures end up in the errors. */
export function useSending({ draft, attaching }: Drafted, { starts, arrived }: Events) {
  const { refuse, ...complaints } = useComplaints();
  const { setErrors } = complaints;
  const [sending, setSending] = useState(false);
  // Set at once, where state waits for the next rendering: the second click of a double click comes earlier.
  const busy = useRef(false);

  const send = async (website: string): Promise<void> => {
    if (busy.current) return;
    const mistakes = checkDraft(draft);
    const uploads = attaching.part?.uploads;
    // Nothing more to be said once it goes on.
    if (uploads?.stuck) mistakes.attachments = () => (uploads.stuck ? t("files.failed") : "");
    if (Object.keys(mistakes).length > 0) return refuse(mistakes);
    const ready = attempt(draft);
    starts(ready);
    setErrors({});
    busy.current = true;
    setSending(true);
    await post(ready.attempt, website).then(arrived, (error) => refuse(refusalsOf(error)));
    busy.current = false;
    setSending(false);
  };
  /** The connection is back: what was said about its absence is no longer true. */
  const reconnected = useCallback(() => {
    setErrors(({ [UNREACHABLE]: _, ...others }) => others);
  }, [setErrors]);
  const [waiting, begin] = useWhenThere(attaching, send);
  return { ...complaints, sending: sending || waiting, send: begin, reconnected };
}
