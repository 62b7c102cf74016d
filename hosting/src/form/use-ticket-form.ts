import type { Attaching } from "../shared/attaching";
import { type Connection, useConnection } from "../shared/use-connection";
import { checkEmail, type Draft, type Errors, edit, withdrawSuggestion } from "./draft";
import { type SuggestionState, saysEnough } from "./suggester";
import { useDraft, useSuggester } from "./use-draft";
import { type Receipt, useReceipt } from "./use-receipt";
import { useSending } from "./use-sending";

export interface TicketForm {
  draft: Draft;
  /** Whether the draft survives a reload. */
  kept: boolean;
  /** Whether the draft is one that survived a reload. */
  restored: boolean;
  errors: Errors;
  /** How many times sending was refused, by this page or by the server. */
  refusals: number;
  connection: Connection;
  suggestion: SuggestionState;
  attaching: Attaching;
  sending: boolean;
  created: Receipt | null;
  change: (part: Partial<Draft>) => void;
  describe: (description: string) => void;
  leaveDescription: () => void;
  leaveEmail: () => void;
  clear: () => void;
  /** `website` is what stands in the field that people do not see. */
  submit: (website: string) => void;
}

export function useTicketForm(): TicketForm {
  const { setDraft, keep, empty, initial, ...drafted } = useDraft();
  const [created, setCreated] = useReceipt();
  const [suggester, suggestion] = useSuggester(initial, setDraft);
  const clear = (): void => {
    empty();
    suggester.edited("");
    sending.setErrors({});
  };
  const sending = useSending(drafted, {
    starts: (ready) => {
      suggester.stop(ready.description);
      keep(ready);
    },
    arrived: (ticket) => {
      clear();
      setCreated(ticket);
    },
  });
  const [connection, seen] = useConnection(sending.reconnected);
  const change = (part: Partial<Draft>): void => {
    setDraft((before) => edit(before, part));
    sending.mend(part);
    seen();
  };
  const describe = (description: string): void => {
    change({ description });
    suggester.edited(description);
    if (!saysEnough(description)) setDraft(withdrawSuggestion);
  };
  const submit = (website: string): void => {
    seen();
    sending.send(website);
  };
  const leaveDescription = (): void => suggester.left(drafted.draft.description);
  const leaveEmail = (): void => sending.complain({ "requester.email": checkEmail(drafted.draft.email) });
  const actions = { change, describe, leaveDescription, leaveEmail, clear, submit };
  return { ...sending, ...drafted, connection, suggestion, created, ...actions };
}
