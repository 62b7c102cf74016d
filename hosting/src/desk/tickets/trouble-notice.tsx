import type { Ticket, TicketPatch } from "../../shared/contract";
import { Notice } from "../../shared/controls";
import { useStore } from "../ui/store";
import { changesOf, type Trouble } from "./edit-state";
import { focusTitleAround } from "./focus";
import type { Agents } from "./team";
import type { Tools } from "./use-desk";
import { patchText } from "./wording";

interface TroubleNoticeProps {
  ticket: Ticket;
  trouble: Trouble | undefined;
  tools: Tools;
}

/** Why the last change of the ticket was not made; and the choice to make it now or to leave it. */
export function TroubleNotice({ ticket, trouble, tools }: TroubleNoticeProps) {
  const { agents } = useStore(tools.team);
  return (
    <div role="alert" class="empty:hidden">
      {trouble && (
        <div class="mt-3">
          <Notice tone="warning">
            <p>
              {trouble.kind === "failed"
                ? `Not saved. ${trouble.message}`
                : `This ticket changed in the meantime${nowText(ticket, trouble, agents)}.`}{" "}
              You chose {patchText(trouble.mine, agents)}.
            </p>
            <Choice ticket={ticket} trouble={trouble} tools={tools} />
          </Notice>
        </div>
      )}
    </div>
  );
}

function nowText(ticket: Ticket, { seen }: Trouble, agents: Agents): string {
  const theirs = patchText(changesOf(seen, ticket), agents);
  return theirs && ` (now ${theirs})`;
}

function Choice({ ticket, trouble, tools }: TroubleNoticeProps & { trouble: Trouble }) {
  const failed = trouble.kind === "failed";
  const decide = (button: Element, chosen: TicketPatch | null): void => {
    focusTitleAround(button);
    tools.edits.decide(ticket.id, chosen);
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
