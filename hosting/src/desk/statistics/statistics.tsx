import { useEffect } from "preact/hooks";
import type { TicketStats } from "../../shared/contract";
import { FIELD_NAMES, FIELDS } from "../tickets/fields";
import type { DeskState } from "../tickets/state";
import type { Tools } from "../tickets/use-desk";
import { Failure } from "../ui/failure";
import { Breakdown } from "./breakdown";
import { DailySection } from "./daily";
import { OverrideSection } from "./overrides";
import { RepliesSection } from "./replies";
import { Tiles } from "./tiles";

const COUNTED = FIELD_NAMES.flatMap((name) => {
  const { counts } = FIELDS[name];
  return counts ? [[name, counts] as const] : [];
});

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
      {(stats || !statsFailure) && <Figures stats={stats} />}
    </section>
  );
}

/** With the same shape before the figures are known, so that nothing jumps when they come. */
function Figures({ stats }: { stats: TicketStats | null }) {
  return (
    <div class="mt-3 grid grid-cols-1 gap-3">
      <Tiles stats={stats} />
      <RepliesSection stats={stats} />
      <div class="grid gap-3 sm:grid-cols-3">
        {COUNTED.map(([name, counts]) => (
          <Breakdown key={name} field={name} counts={stats ? counts(stats) : undefined} />
        ))}
      </div>
      <DailySection daily={stats?.daily} />
      <OverrideSection suggestions={stats?.suggestions} />
    </div>
  );
}
