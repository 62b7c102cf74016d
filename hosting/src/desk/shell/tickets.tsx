import { OutboxBar } from "../conversation/outbox-bar";
import type { Talk } from "../conversation/use-talk";
import { BulkBar } from "../list/bulk";
import { FilterBar } from "../list/filters";
import { TicketList } from "../list/list";
import { ListTools } from "../list/tools";
import { TroublesElsewhere } from "../list/troubles-elsewhere";
import { nameOf } from "../queues/names";
import { QueuesButton } from "../queues/queues-button";
import type { DeskState } from "../tickets/state";
import { UndoBar } from "../tickets/undo-bar";
import type { Tools } from "../tickets/use-desk";
import { useSwitch } from "../ui/use-kept";

interface TicketsProps {
  tools: Tools;
  state: DeskState;
  /** Shows the queues, where their column has no room. */
  onQueues: () => void;
  talk: Talk;
  /** A ticket takes the whole screen. */
  covered: boolean;
}

/** The list, and what can be done with it. */
export function Tickets({ tools, talk, state, covered, onQueues }: TicketsProps) {
  const [compact, setCompact] = useSwitch(`desk.compact.${tools.uid}`, false);
  return (
    <section aria-label="Tickets" class="relative flex min-h-0 min-w-0 flex-col border-line border-e bg-card">
      <div class="grid shrink-0 gap-2 border-line border-b px-3 pt-2 pb-1">
        <div class="flex items-center justify-between gap-2">
          <h2 class="truncate font-semibold text-lg">{nameOf(state.filters)}</h2>
          <QueuesButton onOpen={onQueues} />
        </div>
        <FilterBar tools={tools} filters={state.filters} />
        <ListTools tools={tools} state={state} compact={compact} onCompact={setCompact} />
      </div>
      <TroublesElsewhere state={state} />
      <TicketList tools={tools} state={state} compact={compact} />
      {/* Above the list, so that no row moves for them. */}
      <div class="absolute inset-x-2 bottom-2 z-10 grid gap-2">
        <OutboxBar outbox={talk.outbox} opened={state.opened?.id} />
        {!covered && <UndoBar tools={tools} state={state} />}
        <BulkBar tools={tools} state={state} />
      </div>
    </section>
  );
}
