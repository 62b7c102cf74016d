import { useRef, useState } from "preact/hooks";
import { classify } from "../shared/api";
import type { CreatedTicket } from "../shared/contract";
import { characters } from "../shared/format";
import type { Draft, Errors } from "./draft";
import { applySuggestion, checkDraft, EMPTY_DRAFT, errorsOf, toNewTicket, withdrawSuggestion } from "./draft";
import { Submission } from "./submission";
import { SUGGEST_FROM, Suggester, type SuggestionState } from "./suggester";

export interface TicketForm {
  draft: Draft;
  errors: Errors;
  /** How many times sending was refused, by this page or by the server. */
  refusals: number;
  suggestion: SuggestionState;
  sending: boolean;
  created: CreatedTicket | null;
  change: (part: Partial<Draft>) => void;
  describe: (description: string) => void;
  leaveDescription: () => void;
  submit: () => Promise<void>;
}

type Update = (change: (draft: Draft) => Draft) => void;

/** A value made once and kept as long as the component lives. */
function useOnce<Value>(make: () => Value): Value {
  const held = useRef<Value | null>(null);
  held.current ??= make();
  return held.current;
}

/** The suggestion that fits the description, applied to the draft as it arrives. */
function useSuggester(update: Update): [Suggester, SuggestionState] {
  const [state, setState] = useState<SuggestionState>({ phase: "idle" });
  const suggester = useOnce(
    () =>
      new Suggester(classify, (next) => {
        setState(next);
        if (next.phase === "ready") update((draft) => applySuggestion(draft, next.answer));
      }),
  );
  return [suggester, state];
}

/** Sends a draft once at a time. `sent` is called with what was created; failures end up in the errors. */
function useSending(draft: Draft, suggester: Suggester, sent: (ticket: CreatedTicket) => void) {
  const [errors, setErrors] = useState<Errors>({});
  const [refusals, setRefusals] = useState(0);
  const [sending, setSending] = useState(false);
  const submission = useOnce(() => new Submission());
  // Set at once, where state waits for the next rendering: the second click of a double click comes earlier.
  const busy = useRef(false);

  const refuse = (complaints: Errors): void => {
    setErrors(complaints);
    setRefusals((before) => before + 1);
  };
  const submit = async (): Promise<void> => {
    if (busy.current) return;
    const mistakes = checkDraft(draft);
    if (Object.keys(mistakes).length > 0) return refuse(mistakes);
    setErrors({});
    busy.current = true;
    setSending(true);
    suggester.stop(draft.description);
    try {
      sent(await submission.send(toNewTicket(draft)));
    } catch (error) {
      refuse(errorsOf(error));
    } finally {
      busy.current = false;
      setSending(false);
    }
  };
  return { errors, setErrors, refusals, sending, submit };
}

export function useTicketForm(): TicketForm {
  const [draft, setDraft] = useState(EMPTY_DRAFT);
  const [created, setCreated] = useState<CreatedTicket | null>(null);
  const [suggester, suggestion] = useSuggester(setDraft);
  const { errors, setErrors, refusals, sending, submit } = useSending(draft, suggester, (ticket) => {
    setCreated(ticket);
    setDraft(EMPTY_DRAFT);
    suggester.edited("");
  });

  /** A field that is being mended no longer shows its complaint. */
  const change = (part: Partial<Draft>): void => {
    setDraft((before) => ({ ...before, ...part }));
    setErrors((before) => Object.fromEntries(Object.entries(before).filter(([field]) => !(lastName(field) in part))));
  };
  const describe = (description: string): void => {
    change({ description });
    suggester.edited(description);
    if (characters(description) < SUGGEST_FROM) setDraft(withdrawSuggestion);
  };
  const leaveDescription = (): void => suggester.left(draft.description);
  return { draft, errors, refusals, suggestion, sending, created, change, describe, leaveDescription, submit };
}

function lastName(field: string): string {
  return field.slice(field.lastIndexOf(".") + 1);
}
