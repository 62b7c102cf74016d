import { useCallback, useRef, useState } from "preact/hooks";
import type { WebhookEndpoint } from "../../shared/contract";
import { Failure } from "../ui/failure";
import { Empty, Loading, Section } from "../ui/section";
import { useReading } from "../ui/use-reading";
import type { AdminApi } from "./admin-api";
import { EndpointDialogs, type Intent } from "./endpoint-dialogs";
import { EndpointRow } from "./endpoint-row";

const HINT = "Addresses that are sent a signed message whenever a ticket is opened or changes.";

export function WebhookEndpoints({ api }: { api: AdminApi }) {
  const { answer, failure, reload } = useReading(useCallback(() => api.endpoints(), [api]));
  const [intent, setIntent] = useState<Intent | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const removed = (): void => heading.current?.focus();
  const add = (
    <button type="button" class="button button-primary" onClick={() => setIntent({ kind: "add" })}>
      Add an endpoint
    </button>
  );
  return (
    <Section id="webhook-endpoints" title="Webhook endpoints" heading={heading} hint={HINT} action={add}>
      <Failure message={failure && `The endpoints could not be read. ${failure}`} onRetry={() => void reload()} />
      {!answer && !failure && <Loading what="Loading endpoints" />}
      {answer?.results.length === 0 && (
        <Empty title="There are no endpoints yet." text="Add the address of a program that should receive tickets." />
      )}
      {answer && answer.results.length > 0 && (
        <Rows api={api} endpoints={answer.results} onChanged={reload} onIntent={setIntent} />
      )}
      {intent && (
        <EndpointDialogs
          api={api}
          intent={intent}
          onChanged={reload}
          onRemoved={removed}
          onClose={() => setIntent(null)}
        />
      )}
    </Section>
  );
}

interface RowsProps {
  api: AdminApi;
  endpoints: WebhookEndpoint[];
  onChanged: () => Promise<void>;
  onIntent: (intent: Intent) => void;
}

function Rows({ api, endpoints, onChanged, onIntent }: RowsProps) {
  return (
    <ul aria-label="Webhook endpoints" class="card mt-3 divide-y divide-line">
      {endpoints.map((endpoint) => (
        <EndpointRow
          key={endpoint.id}
          api={api}
          endpoint={endpoint}
          onChanged={onChanged}
          onIntent={(kind) => onIntent({ kind, endpoint })}
        />
      ))}
    </ul>
  );
}
