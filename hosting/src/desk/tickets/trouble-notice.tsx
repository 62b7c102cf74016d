import type { Ticket, TicketPatch } from "../../shared/contract";
import { Notice } from "../../shared/controls";
import { changesOf, type Trouble } from "./edit-state";
import type { Edits } from "./edits";
import { focusTitleAround } from "./focus";
import { patchText } from "./wording";

interface TroubleNoticeProps {
  ticket: Ticket;
  trouble: Trouble | undefined;
  edits: Edits;
}

/** Why the last change of the ticket was not made; and the choice to make it now or to leave it. */
export function TroubleNotice({ ticket, trouble, edits }: TroubleNoticeProps) {
  return (
    <div role="alert" class="empty:hidden">
      {trouble && (
        <div class="mt-3">
          <Notice tone="warning">
            <p>
              {trouble.kind === "failed"
                ? `Not saved. ${trouble.message}`
                : `This ticket changed in the meantime${nowText(ticket, trouble)}.`}{" "}
              You chose {patchText(trouble.mine)}.
            </p>
            <Choice ticket={ticket} trouble={trouble} edits={edits} />
          </Notice>
        </div>
      )}
    </div>
  );
}

function nowText(ticket: Ticket, { seen }: Trouble): string {
  const theirs = patchText(changesOf(seen, ticket));
  return theirs && ` (now ${theirs})`;
}

function Choice({ ticket, trouble, edits }: TroubleNoticeProps & { trouble: Trouble }) {
  const failed = trouble.kind === "failed";
  const decide = (button: Element, chosen: TicketPatch | null): void => {
    focusTitleAround(button);
    edits.decide(ticket.id, chosen);
  };
  return (
    <div class="mt-3 flex flex-wrap gap-2">
      <button type="button" class="button button-quiet" onClick={(event) => decide(event.currentTarget, trouble.mine)}>
        {failed ? "Try again" : "Apply mine"}
      </button>
      <button type="button" class="button button-quiet" onClick={(event) => decide(event.currentTarget, null)}>
        {failed ? "Leave it" : "Keep theirs"}
      </button>
    </div>
  );
}
