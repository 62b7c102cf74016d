import type { Change, Ticket, TicketPatch } from "../../shared/contract";
import { exactTime } from "../../shared/format";
import { isField, lookOf } from "../tickets/fields";
import { Mark } from "../tickets/marks";
import type { NewestFirst } from "../tickets/pages";
import { PROPERTIES, PROPERTY_NAMES, type Property, questionOf } from "../tickets/questions";
import { type Agents, nameOf } from "../tickets/team";
import type { Tools } from "../tickets/use-desk";
import { chooser } from "../ui/chooser";
import { useStore } from "../ui/store";
import { CopyLinks } from "./copy-links";
import { TicketFacts } from "./facts";
import { StatusLink } from "./link";
import { Requester } from "./requester";
import { Suggested } from "./suggested";

interface ValuesProps {
  tools: Tools;
  ticket: Ticket;
  /** What is on its way to the server. */
  saving: TicketPatch | undefined;
}

interface PropertiesProps extends ValuesProps {
  /** Of a status link that was made just now. */
  token: string | null;
  changes: NewestFirst<Change>;
  /** Over the conversation, where there is no room beside it. */
  shown: boolean;
  onHide: () => void;
}

/** What the ticket is: a column where there is room, else a drawer. */
export function Properties({ token, changes, shown, onHide, ...props }: PropertiesProps) {
  const { items } = useStore(changes);
  const { ticket, tools } = props;
  return (
    <aside
      id="properties"
      aria-label="Properties"
      class={`absolute inset-y-0 end-0 z-10 w-80 max-w-full overflow-y-auto border-line border-s bg-card px-4 py-4 shadow-lg full:static full:block full:w-66 full:shadow-none min-[90rem]:w-72 ${shown ? "" : "hidden"}`}
    >
      <div class="mb-2 flex items-center justify-between full:hidden">
        <h3 class="font-semibold">Properties</h3>
        <button type="button" class="button button-quiet button-small" onClick={onHide}>
          Done
        </button>
      </div>
      <dl class="grid gap-1 text-sm">
        {PROPERTY_NAMES.map((name) => (
          <Value key={name} property={name} {...props} />
        ))}
      </dl>
      <Suggested tools={tools} ticket={ticket} />
      <Requester tools={tools} ticket={ticket} />
      <CopyLinks ticket={ticket} />
      <details class="mt-3 border-line border-t pt-3">
        <summary class="link w-fit cursor-pointer py-1 text-sm">Details</summary>
        <section aria-label="Details">
          <TicketFacts ticket={ticket} changes={items ?? []} />
          {!ticket.anonymised_at && <StatusLink tools={tools} ticket={ticket} token={token} />}
        </section>
      </details>
    </aside>
  );
}

/** One value, and the menu that changes it; those of a ticket in quarantine stay as they are. */
function Value({ property, tools, ticket, saving }: ValuesProps & { property: Property }) {
  const { agents } = useStore(tools.team);
  const { label } = PROPERTIES[property];
  const now = { ...ticket, ...saving } as Ticket;
  return (
    <div class="grid grid-cols-[5rem_minmax(0,1fr)] items-center">
      <dt class="text-muted">{label}</dt>
      <dd>
        <button
          type="button"
          aria-label={`${label} of ${ticket.reference}: ${textOf(property, now, agents)}`}
          aria-haspopup="listbox"
          class="flex min-h-9 w-full cursor-pointer items-center gap-2 rounded-md px-2 py-1 text-start font-medium hover:bg-page disabled:cursor-not-allowed disabled:opacity-60"
          disabled={ticket.quarantined}
          onClick={(event) => chooser.ask(event.currentTarget, questionOf(property, ticket, tools))}
        >
          {isField(property) && <Mark field={property} value={now[property]} />}
          <span class="min-w-0 [overflow-wrap:anywhere]">{textOf(property, now, agents)}</span>
        </button>
      </dd>
    </div>
  );
}

function textOf(property: Property, ticket: Ticket, agents: Agents): string {
  if (isField(property)) return lookOf(property, ticket[property]).label;
  if (property === "assignee") return nameOf(agents, ticket.assignee);
  if (property === "tags") return ticket.tags.join(", ") || "None";
  return ticket.snoozed_until === null ? "No" : exactTime(ticket.snoozed_until);
}
