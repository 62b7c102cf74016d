import type { Ticket, TicketPatch } from "../shared/contract";
import { Notice } from "../shared/controls";
import { changesOf, type Trouble } from "./edit-state";
import type { Edits } from "./edits";
import { focusTitleAround } from "./list-focus";
import { patchText } from "./wording";

interface TroubleNoticeProps {
  ticket: Ticket;
  trouble: Trouble | undefined;
  edits: Edits;
}

/** Why the last change of the ticket was not made; with a choice where somebody else was faster. */
export function TroubleNotice({ ticket, trouble, edits }: TroubleNoticeProps) {
  return (
    <div role="alert" class="empty:hidden">
      {trouble && (
        <div class="mt-3">
          <Notice tone="warning">
            {trouble.kind === "failed" ? (
              `Not saved. ${trouble.message}`
            ) : (
              <Conflict ticket={ticket} conflict={trouble} edits={edits} />
            )}
          </Notice>
        </div>
      )}
    </div>
  );
}

interface ConflictProps {
  ticket: Ticket;
  conflict: Extract<Trouble, { kind: "conflict" }>;
  edits: Edits;
}

function Conflict({ ticket, conflict: { mine, seen }, edits }: ConflictProps) {
  const theirs = patchText(changesOf(seen, ticket));
  const decide = (button: Element, chosen: TicketPatch | null): void => {
    focusTitleAround(button);
    edits.decide(ticket.id, chosen);
  };
  return (
    <>
      <p>
        Somebody else changed this ticket first{theirs && ` (now ${theirs})`}. You chose {patchText(mine)}.
      </p>
      <div class="mt-3 flex flex-wrap gap-2">
        <button type="button" class="button button-quiet" onClick={(event) => decide(event.currentTarget, mine)}>
          Apply mine
        </button>
        <button type="button" class="button button-quiet" onClick={(event) => decide(event.currentTarget, null)}>
          Keep theirs
        </button>
      </div>
    </>
  );
}
