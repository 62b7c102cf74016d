import { useCallback, useRef, useState } from "preact/hooks";
import type { CreatedTicket } from "../shared/contract";
import type { Text } from "../shared/i18n";
import { createTicket } from "../shared/public-api";
import { type Attempt, attempt, checkDraft, type Draft, type Errors, mistakesOf } from "./draft";
import { refusalsOf, UNREACHABLE } from "./refusals";

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
export function useSending(draft: Draft, { starts, arrived }: Events) {
  const { refuse, ...complaints } = useComplaints();
  const { setErrors } = complaints;
  const [sending, setSending] = useState(false);
  // Set at once, where state waits for the next rendering: the second click of a double click comes earlier.
  const busy = useRef(false);

  const send = async (website: string): Promise<void> => {
    if (busy.current) return;
    const mistakes = checkDraft(draft);
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
  return { ...complaints, sending, send, reconnected };
}
