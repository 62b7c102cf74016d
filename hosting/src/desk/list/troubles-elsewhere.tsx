import { Notice } from "../../shared/controls";
import { router } from "../address";
import type { DeskState } from "../tickets/state";

/** The changes that were not made of tickets that are no longer on screen, where their own notice would stand. */
export function TroublesElsewhere({ state }: { state: DeskState }) {
  const { tickets, opened, troubles } = state;
  const shown = new Set([opened?.id, ...(tickets ?? []).map(({ id }) => id)]);
  const elsewhere = Object.values(troubles).filter(({ seen }) => !shown.has(seen.id));
  return (
    <div role="alert" class="mt-3 grid gap-2 empty:hidden">
      {elsewhere.map(({ seen: { id, reference, title } }) => (
        <Notice key={id} tone="warning">
          <div class="flex flex-wrap items-center justify-between gap-3">
            <span class="line-clamp-3 min-w-0 [overflow-wrap:anywhere]">
              Your change of {reference} was not saved: <bdi>{title}</bdi>
            </span>
            <button type="button" class="button button-quiet" onClick={() => router.open(id)}>
              Open the ticket
            </button>
          </div>
        </Notice>
      ))}
    </div>
  );
}
