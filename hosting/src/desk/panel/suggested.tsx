import type { Ticket } from "../../shared/contract";
import { suggestedFor } from "../tickets/edit-state";
import { lookOf, SUGGESTED } from "../tickets/fields";
import type { Tools } from "../tickets/use-desk";

/** What was suggested and is not so, in one line, with the way to accept it. */
export function Suggested({ tools, ticket }: { tools: Tools; ticket: Ticket }) {
  const { suggestion } = ticket;
  if (!suggestion || ticket.quarantined) return null;
  const patch = suggestedFor(ticket);
  if (!patch) return null;
  return (
    <div class="mt-2 rounded-md bg-suggest px-2 py-1.5 text-sm">
      <p class="flex flex-wrap gap-x-2">
        Suggested: {SUGGESTED.map((name) => lookOf(name, suggestion[name]).label).join(", ")}
        <button
          type="button"
          class="link cursor-pointer font-medium"
          aria-keyshortcuts="y"
          onClick={() => void tools.edits.change(ticket.id, patch)}
        >
          Accept
        </button>
      </p>
      {suggestion.reason && (
        <details>
          <summary class="link w-fit cursor-pointer text-xs">Why</summary>
          <p class="[overflow-wrap:anywhere]">
            <bdi>{suggestion.reason}</bdi>
          </p>
        </details>
      )}
    </div>
  );
}
