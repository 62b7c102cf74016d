import { useState } from "preact/hooks";
import type { CreatedTicket } from "../shared/contract";

/** What a person who has opened a ticket keeps of it. */
export type Receipt = Pick<CreatedTicket, "id" | "reference" | "tracking_token">;

/**
 * The receipt of the last ticket that was opened here, and how to set it. The link is said only once: a reload, or a
 * phone that has put the page away, must not lose it. It goes with the tab, or when the form is cleared.
 */
export function useReceipt(): [Receipt | null, (ticket: Receipt | null) => void] {
  const [receipt, setReceipt] = useState<Receipt | null>(window.history.state);
  const keep = (ticket: Receipt | null): void => {
    const kept = ticket && { id: ticket.id, reference: ticket.reference, tracking_token: ticket.tracking_token };
    window.history.replaceState(kept, "");
    setReceipt(kept);
  };
  return [receipt, keep];
}
