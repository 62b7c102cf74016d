import { useCallback, useState } from "preact/hooks";
import type { View } from "../../shared/contract";
import { TICKETS } from "../address";
import { isFiltered, sameFilters } from "../tickets/filters";
import { countText } from "../tickets/queue-count";
import type { DeskState } from "../tickets/state";
import type { Tools } from "../tickets/use-desk";
import { Failure } from "../ui/failure";
import { useReading } from "../ui/use-reading";
import { Entry } from "./entry";
import { moveKeptViews } from "./kept-views";
import { ViewEditor } from "./view-editor";
import { shownBy } from "./view-filters";

interface SavedViewsProps {
  tools: Tools;
  state: DeskState;
}

/** Lists under a name: the agent's own, and those that others share. */
export function SavedViews({ tools, state }: SavedViewsProps) {
  const { api } = tools.desk;
  const { answer, failure, reload } = useReading(
    useCallback(async () => {
      if (await moveKeptViews(api, tools.uid)) tools.desk.refresh();
      return api.listViews();
    }, [api, tools]),
  );
  const [editing, setEditing] = useState(false);
  const views = answer?.results ?? [];
  const isNeeded = views.length > 0 || isFiltered(state.filters) || failure !== null;
  if (!isNeeded && !editing) return null;
  const changed = async (): Promise<void> => {
    await reload();
    tools.desk.refresh();
  };
  return (
    <nav aria-label="Saved views" class="grid">
      <h3 class="px-2 pb-1 font-medium text-muted text-xs">Views</h3>
      <Failure message={failure && `The views could not be read. ${failure}`} onRetry={() => void reload()} />
      {views.map((view) => (
        <ViewLink key={view.id} view={view} state={state} />
      ))}
      <button type="button" class="link min-h-8 cursor-pointer px-2 text-start" onClick={() => setEditing(true)}>
        {views.length === 0 ? "Save this view" : "Save or edit views"}
      </button>
      {editing && (
        <ViewEditor {...{ tools, views, changed }} filters={state.filters} onClose={() => setEditing(false)} />
      )}
    </nav>
  );
}

function ViewLink({ view, state }: { view: View; state: DeskState }) {
  const filters = shownBy(view);
  const count = state.queues?.find(({ id }) => id === view.id)?.count;
  return (
    <Entry
      name={view.name}
      to={{ ...TICKETS, filters }}
      current={sameFilters(filters, state.filters)}
      count={count === undefined ? undefined : countText(count, view.id)}
    />
  );
}
