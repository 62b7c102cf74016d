/** What is to be known of a text because it is, or came as, an e-mail. */

import { useState } from "preact/hooks";
import { saveFile } from "../../shared/attachments/save";
import type { Email, Received, Ticket } from "../../shared/contract";
import { isStatus } from "../../shared/errors";
import { Words } from "../../shared/words";
import type { Tools } from "../tickets/use-desk";
import { useTask } from "../ui/use-task";
import { authenticationText, remarkText } from "./mail-wording";

const TROUBLE: Record<Email["state"], string> = {
  failed: "Not delivered by e-mail",
  queued: "Not sent by e-mail yet; we go on trying",
  sent: "Not delivered to everyone in copy",
};

/** Why a reply was not delivered, or not yet, or not to all; else its remarks say that it was. */
export function Delivery({ email: { state, reason } }: { email: Email }) {
  const failed = state === "failed";
  if (reason === null && !failed) return null;
  return (
    <p data-tone={failed ? "danger" : "warning"} class="mt-1 font-medium text-sm text-tone [overflow-wrap:anywhere]">
      {TROUBLE[state]}
      {reason && (
        <>
          : <bdi>{reason}</bdi>
        </>
      )}
    </p>
  );
}

interface CameAsProps {
  tools: Tools;
  ticket: Ticket;
  /** The message that came as the mail; null for the ticket itself. */
  message: string | null;
  received: Received;
}

/** Who sent the mail, as far as that is sure, and what of it is not in the text. */
export function CameAs({ tools, ticket, message, received }: CameAsProps) {
  const { sender, authentication, cut, left_out: leftOut = [], remark } = received;
  const { busy, failure, run } = useTask();
  const [gone, setGone] = useState(false);
  const save = async (): Promise<void> => {
    try {
      const original = await tools.desk.api.originalMail(ticket.id, message);
      saveFile(original, `${[ticket.reference, message].filter(Boolean).join("-")}.eml`);
    } catch (error) {
      if (!isStatus(error, 404)) throw error;
      setGone(true);
    }
  };
  return (
    <div class="mt-1.5 text-xs">
      {remark && <p class="font-medium">{remarkText(remark)}</p>}
      {cut !== null && <Cut text={cut} />}
      {leftOut.length > 0 && (
        <p class="[overflow-wrap:anywhere]">
          Files that only the original has, as they are too large, too many or of a kind that is not taken:{" "}
          <bdi>{leftOut.join(", ")}</bdi>
        </p>
      )}
      <p class="flex flex-wrap items-baseline gap-x-3 text-muted">
        <span class="[overflow-wrap:anywhere]">
          From <bdi>{sender}</bdi>,{" "}
          <span data-tone="danger" class={authentication === "fail" ? "font-medium text-tone" : undefined}>
            {authenticationText(authentication)}
          </span>
        </span>
        <button type="button" class="link cursor-pointer py-1" aria-disabled={busy} onClick={() => run(save)}>
          Download original
        </button>
      </p>
      <p role="alert" class="empty:hidden">
        {gone ? "The original is no longer stored." : failure}
      </p>
    </div>
  );
}

function Cut({ text }: { text: string }) {
  return (
    <details class="mb-1">
      <summary class="link w-fit cursor-pointer py-1">Quoted text</summary>
      <div class="border-edge border-s-2 ps-3 text-muted text-sm">
        <Words text={text} />
      </div>
    </details>
  );
}
