/** How urgent a ticket of the list is, how it stands and whose it is, each in one mark. */

import type { Status, Ticket } from "../../shared/contract";
import { lookOf } from "../tickets/fields";
import { Mark } from "../tickets/marks";
import { nameOf } from "../tickets/team";
import type { Tools } from "../tickets/use-desk";
import { useStore } from "../ui/store";

/** Only what is urgent is marked. */
export function Urgency({ ticket: { priority } }: { ticket: Ticket }) {
  if (priority !== "high" && priority !== "critical") return null;
  const { label } = lookOf("priority", priority);
  return (
    <span title={`${label} priority`} class="shrink-0">
      <Mark field="priority" value={priority} />
      <span class="sr-only">{label} priority</span>
    </span>
  );
}

export function StatusMark({ status }: { status: Status }) {
  return (
    <span data-status class="flex shrink-0 items-center gap-1 text-muted text-xs">
      <Mark field="status" value={status} />
      <span class="group-data-compact/list:sr-only">{lookOf("status", status).label}</span>
    </span>
  );
}

/** Whose it is; an empty place while it is nobody's. */
export function Assignee({ ticket: { assignee }, tools }: { ticket: Ticket; tools: Tools }) {
  const { agents } = useStore(tools.team);
  const name = nameOf(agents, assignee);
  return (
    <span
      title={assignee === null ? "Nobody has it" : `Assigned to ${name}`}
      class={`grid size-6 shrink-0 place-items-center rounded-full border text-[0.625rem] ${assignee === null ? "border-edge border-dashed" : "border-edge bg-card font-semibold"}`}
    >
      <span aria-hidden="true">{assignee !== null && (agents[assignee]?.initials ?? "?")}</span>
      <span class="sr-only">{assignee === null ? "Unassigned" : name}</span>
    </span>
  );
}
