import { useState } from "preact/hooks";
import type { CreatedTicket } from "../shared/contract";
import { type Remembered, remember } from "../shared/remembered";

/** What a person who has opened a ticket keeps of it. */
export interface Receipt extends Remembered {
  /** Where the link is sent, too; null if it is not. */
  mailed: string | null;
}

function receiptOf({
  id,
  reference,
  tracking_token,
  created_at,
  confirmed_by_mail,
  requester,
}: CreatedTicket): Receipt {
  return { id, reference, tracking_token, created_at, mailed: confirmed_by_mail ? (requester?.email ?? null) : null };
}

/**
 * The receipt of the ticket that was opened here last, and how to set it. A reload, or a phone that has put the page
 * away, must not lose it. It goes with the tab, or with the next problem.
 */
export function useReceipt(): [Receipt | null, (ticket: CreatedTicket) => void] {
  const [receipt, setReceipt] = useState<Receipt | null>(window.history.state);
  const keep = (ticket: CreatedTicket): void => {
    const kept = receiptOf(ticket);
    remember(kept);
    window.history.replaceState(kept, "");
    setReceipt(kept);
  };
  return [receipt, keep];
}
