import { CATEGORIES, PRIORITIES, STATUSES, type TicketStats } from "../../shared/contract";
import { Notice } from "../../shared/controls";
import { CATEGORY_LOOKS, PRIORITY_LOOKS, STATUS_LOOKS } from "../tickets/labels";
import type { DeskState } from "../tickets/state";
import type { Tools } from "../tickets/use-desk";
import { Breakdown } from "./breakdown";
import { DailySection } from "./daily";
import { OverrideSection } from "./overrides";
import { Tiles } from "./tiles";

interface StatsProps {
  tools: Tools;
  state: DeskState;
}

export function StatsSection({ tools, state }: StatsProps) {
  const { stats, statsFailure } = state;
  return (
    <section aria-labelledby="statistics" aria-busy={stats === null && statsFailure === null}>
      <h2 id="statistics" class="font-semibold text-xl">
        Statistics
      </h2>
      <div role="alert" class="empty:hidden">
        {statsFailure && (
          <div class="mt-3">
            <Notice tone="danger">
              The statistics {stats ? "may be out of date" : "could not be read"}. {statsFailure}{" "}
              <button type="button" class="link cursor-pointer" onClick={() => tools.desk.retry()}>
                Try again
              </button>
            </Notice>
          </div>
        )}
      </div>
      {(stats || !statsFailure) && <Figures tools={tools} state={state} stats={stats} />}
    </section>
  );
}

/** With the same shape before the figures are known, so that nothing jumps when they come. */
function Figures({ tools, state, stats }: StatsProps & { stats: TicketStats | null }) {
  const common = { navigation: tools.navigation, filters: state.filters };
  return (
    <div class="mt-3 grid grid-cols-1 gap-3">
      <Tiles {...common} stats={stats} />
      <div class="grid gap-3 sm:grid-cols-3 xl:grid-cols-1">
        <Breakdown
          {...common}
          name="By status"
          field="status"
          values={STATUSES}
          looks={STATUS_LOOKS}
          counts={stats?.status_breakdown}
        />
        <Breakdown
          {...common}
          name="By priority"
          field="priority"
          values={PRIORITIES}
          looks={PRIORITY_LOOKS}
          counts={stats?.priority_breakdown}
        />
        <Breakdown
          {...common}
          name="By category"
          field="category"
          values={CATEGORIES}
          looks={CATEGORY_LOOKS}
          counts={stats?.category_breakdown}
        />
      </div>
      <DailySection daily={stats?.daily} />
      <OverrideSection suggestions={stats?.suggestions} />
    </div>
  );
}
