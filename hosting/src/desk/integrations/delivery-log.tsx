import { useEffect, useState } from "preact/hooks";
import { serverNow } from "../../shared/clock";
import type { WebhookEndpoint } from "../../shared/contract";
import { BusyButton } from "../ui/busy-button";
import { Failure } from "../ui/failure";
import { Empty, Loading } from "../ui/section";
import { useStore } from "../ui/store";
import type { AdminApi } from "./admin-api";
import { DeliveryRow } from "./delivery-row";
import { type DeliveryState, DeliveryStore, isDue } from "./delivery-store";
import { ReplayRange } from "./replay-range";

/** How often to look while something is on its way. */
const LOOK_MS = 3_000;

interface DeliveryLogProps {
  api: AdminApi;
  endpoint: WebhookEndpoint;
  /** An attempt has changed how the endpoint does. */
  onChanged: () => Promise<void>;
}

export function DeliveryLog({ api, endpoint, onChanged }: DeliveryLogProps) {
  const [store] = useState(() => new DeliveryStore(api, endpoint.id));
  const { deliveries, nextCursor, failure, busy } = useStore(store);
  const [replaying, setReplaying] = useState(false);
  const refresh = (): void => {
    void store.refresh();
    void onChanged();
  };
  useWatch(store, onChanged);
  return (
    <section aria-label="Deliveries" aria-busy={busy}>
      <div class="mt-4 flex flex-wrap items-center gap-2">
        <p role="status" aria-label="Log" class="me-auto text-muted text-sm">
          {summary(deliveries, nextCursor)}
        </p>
        <button type="button" class="button button-quiet button-small" onClick={refresh}>
          Refresh
        </button>
        <button type="button" class="button button-quiet button-small" onClick={() => setReplaying(true)}>
          Replay a time
        </button>
      </div>
      <Failure message={failure && `The deliveries could not be read. ${failure}`} onRetry={refresh} />
      {!deliveries && !failure && <Loading what="Loading deliveries" />}
      {deliveries?.length === 0 && (
        <Empty
          title="There are no deliveries from the last 30 days."
          text="The next ticket that is opened or changes appears here."
        />
      )}
      <Rows store={store} />
      {nextCursor !== null && (
        <BusyButton busy={busy} look="button-quiet mt-4 w-full sm:w-auto" onClick={() => void store.more()}>
          Load more
        </BusyButton>
      )}
      {replaying && <ReplayRange store={store} onClose={() => setReplaying(false)} />}
    </section>
  );
}

function summary(deliveries: DeliveryState["deliveries"], nextCursor: string | null): string {
  if (!deliveries || deliveries.length === 0) return "";
  const count = `${deliveries.length} ${deliveries.length === 1 ? "delivery" : "deliveries"}`;
  return nextCursor === null ? `${count} in the last 30 days, newest first` : `The newest ${count}`;
}

/** Reads at first, and again for as long as the page is looked at and something is on its way. */
function useWatch(store: DeliveryStore, onChanged: () => Promise<void>): void {
  useEffect(() => {
    void store.refresh();
    const timer = window.setInterval(() => {
      const { deliveries, busy } = store.state;
      if (busy || document.visibilityState !== "visible" || !isDue(deliveries, serverNow())) return;
      void store.refresh();
      void onChanged();
    }, LOOK_MS);
    return () => window.clearInterval(timer);
  }, [store, onChanged]);
}

function Rows({ store }: { store: DeliveryStore }) {
  const { deliveries } = useStore(store);
  if (!deliveries || deliveries.length === 0) return null;
  return (
    <ul aria-label="Deliveries" class="card mt-3 divide-y divide-line">
      {deliveries.map((delivery) => (
        <DeliveryRow key={delivery.id} delivery={delivery} store={store} />
      ))}
    </ul>
  );
}
