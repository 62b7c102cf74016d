import { useEffect } from "preact/hooks";
import type { TicketStats } from "../../shared/contract";
import { FIELD_NAMES, FIELDS } from "../tickets/fields";
import type { DeskState } from "../tickets/state";
import type { Tools } from "../tickets/use-desk";
import { Failure } from "../ui/failure";
import { useStore } from "../ui/store";
import { Breakdown } from "./breakdown";
import { DailySection } from "./daily";
import { agentLines, backlogLines, linesOf } from "./lines";
import { OverrideSection } from "./overrides";
import { RepliesSection } from "./replies";
import { Tiles } from "./tiles";
import { TimesSection } from "./times";

const COUNTED = FIELD_NAMES.filter((name) => FIELDS[name].counts);

interface StatsProps {
  tools: Tools;
  state: DeskState;
}

export function StatsSection({ tools, state }: StatsProps) {
  const { stats, statsFailure } = state;
  useEffect(() => tools.desk.watchStats(), [tools]);
  return (
    <section
      aria-labelledby="statistics"
      aria-busy={stats === null && statsFailure === null}
      class="mx-auto w-full max-w-5xl p-4"
    >
      <h1 id="statistics" class="font-semibold text-xl">
        Statistics
      </h1>
      <Failure
        message={
          statsFailure && `The statistics ${stats ? "may be out of date" : "could not be read"}. ${statsFailure}`
        }
        onRetry={() => tools.desk.retry()}
      />
      {(stats || !statsFailure) && <Figures tools={tools} stats={stats} />}
    </section>
  );
}

/** With the same shape before the figures are known, so that nothing jumps when they come. */
function Figures({ tools, stats }: { tools: Tools; stats: TicketStats | null }) {
  const { agents } = useStore(tools.team);
  const byAgent = agentLines(stats?.assigned ?? {}, agents);
  return (
    <div class="mt-3 grid grid-cols-1 gap-3">
      <Tiles stats={stats} />
      <RepliesSection stats={stats} />
      <div class="grid gap-3 sm:grid-cols-3">
        {COUNTED.map((name) => (
          <Breakdown key={name} title={`By ${FIELDS[name].label.toLowerCase()}`} lines={linesOf(name, stats)} />
        ))}
      </div>
      <div class="grid gap-3 sm:grid-cols-2">
        <Breakdown title="Not settled, by age" lines={backlogLines(stats?.backlog)} />
        {byAgent.length > 0 && <Breakdown title="Open, by agent" lines={byAgent} wide />}
      </div>
      <TimesSection stats={stats} agents={agents} />
      <DailySection daily={stats?.daily} />
      <OverrideSection suggestions={stats?.suggestions} />
    </div>
  );
}
