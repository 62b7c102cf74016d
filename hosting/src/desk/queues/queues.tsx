import type { ComponentChildren } from "preact";
import type { Queue } from "../../shared/contract";
import { INTEGRATIONS, STATISTICS, TICKETS, type View } from "../address";
import { inQueue, QUEUE_NAMES } from "../tickets/filters";
import { countText } from "../tickets/queue-count";
import type { DeskState } from "../tickets/state";
import type { Tools } from "../tickets/use-desk";
import { Failure } from "../ui/failure";
import { Entry } from "./entry";
import { NotifyButton } from "./notify-button";
import { SavedViews } from "./views";

interface QueuesProps {
  tools: Tools;
  page: View["page"];
  state: DeskState;
  onHelp: () => void;
}

const WORK: Queue[] = ["mine", "unassigned", "urgent", "waiting", "undelivered", "open", "resolved"];
const APART: Queue[] = ["quarantine"];

/** The column that leads everywhere: queues, views, the other pages. */
export function Queues({ tools, page, state, onHelp }: QueuesProps) {
  const shown = page === "tickets" ? state.filters.queue : null;
  return (
    <div class="flex min-h-full flex-col gap-4 text-[0.8125rem]">
      <QueueLinks label="Queues" queues={WORK} state={state} shown={shown} />
      <Failure
        message={state.queuesFailure && `The tickets could not be counted. ${state.queuesFailure}`}
        onRetry={() => tools.desk.retry()}
      />
      <SavedViews tools={tools} state={state} />
      <QueueLinks label="Apart" queues={APART} state={state} shown={shown} />
      <Pages>
        <Entry name="Statistics" to={STATISTICS} current={page === "statistics"} />
        {tools.admin && <Entry name="Integrations" to={INTEGRATIONS} current={false} />}
        <button
          type="button"
          class="min-h-8 cursor-pointer rounded-md px-2 text-start hover:bg-card max-md:hidden"
          onClick={onHelp}
        >
          Keyboard shortcuts
        </button>
        <NotifyButton tools={tools} />
      </Pages>
    </div>
  );
}

interface QueueLinksProps {
  label: string;
  queues: Queue[];
  state: DeskState;
  shown: string | null;
}

function QueueLinks({ label, queues, state, shown }: QueueLinksProps) {
  return (
    <nav aria-label={label} class="grid">
      {queues.map((id) => {
        const count = state.queues?.find((it) => it.id === id)?.count;
        return (
          <Entry
            key={id}
            name={QUEUE_NAMES[id]}
            to={{ ...TICKETS, filters: inQueue(id) }}
            current={shown === id}
            count={count === undefined ? undefined : countText(count, id)}
          />
        );
      })}
    </nav>
  );
}

function Pages({ children }: { children: ComponentChildren }) {
  return (
    <nav aria-label="Pages" class="mt-auto grid border-line border-t pt-2">
      {children}
    </nav>
  );
}
