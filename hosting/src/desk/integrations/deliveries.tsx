import { useCallback } from "preact/hooks";
import type { WebhookEndpoint } from "../../shared/contract";
import { INTEGRATIONS, linkTo } from "../address";
import { Failure } from "../ui/failure";
import { Empty, Loading } from "../ui/section";
import { useReading } from "../ui/use-reading";
import type { AdminApi } from "./admin-api";
import { DeliveryLog } from "./delivery-log";
import { EndpointFacts } from "./endpoint-row";
import { Heading } from "./heading";

/** One endpoint, and what was sent to it. */
export function Deliveries({ api, id }: { api: AdminApi; id: string }) {
  const { answer, failure, reload } = useReading(useCallback(() => api.endpoints(), [api]));
  return (
    <>
      <a class="link text-sm" {...linkTo(INTEGRATIONS)}>
        All integrations
      </a>
      <div class="mt-2">
        <Heading text="Deliveries" />
      </div>
      <Failure message={failure && `The endpoint could not be read. ${failure}`} onRetry={() => void reload()} />
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
