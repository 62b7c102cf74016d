import { useCallback, useEffect, useRef } from "preact/hooks";
import type { WebhookEndpoint } from "../../shared/contract";
import { follow, INTEGRATIONS, places } from "../address";
import { Empty, Failure, Loading } from "../ui/section";
import { useReading } from "../ui/use-reading";
import type { AdminApi } from "./admin-api";
import { DeliveryLog } from "./delivery-log";
import { EndpointFacts } from "./endpoint-row";

/** One endpoint, and what was sent to it. */
export function Deliveries({ api, id }: { api: AdminApi; id: string }) {
  const { answer, failure, reload } = useReading(useCallback(() => api.endpoints(), [api]));
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (places.moved) heading.current?.focus();
  }, []);
  return (
    <>
      <a class="link text-sm" href={INTEGRATIONS} onClick={follow}>
        All integrations
      </a>
      <h1 ref={heading} tabIndex={-1} class="heading mt-2">
        Deliveries
      </h1>
      <Failure what="The endpoint could not be read." message={failure} onRetry={() => void reload()} />
      {!answer && !failure && <Loading what="Loading the endpoint" />}
      {answer && <Found api={api} endpoint={answer.results.find((it) => it.id === id)} onChanged={reload} />}
    </>
  );
}

interface FoundProps {
  api: AdminApi;
  endpoint: WebhookEndpoint | undefined;
  onChanged: () => Promise<void>;
}

function Found({ api, endpoint, onChanged }: FoundProps) {
  if (!endpoint) return <Empty title="There is no such endpoint." text="It may have been deleted." />;
  return (
    <>
      <div class="card mt-4 px-4 py-3">
        <EndpointFacts endpoint={endpoint} />
      </div>
      <DeliveryLog api={api} endpoint={endpoint} onChanged={onChanged} />
    </>
  );
}
