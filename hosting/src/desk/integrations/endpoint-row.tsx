import type { WebhookEndpoint } from "../../shared/contract";
import { INTEGRATIONS, linkTo } from "../address";
import { Badge } from "../ui/badge";
import { RelativeTime } from "../ui/time";
import { useTask } from "../ui/use-task";
import type { AdminApi } from "./admin-api";
import type { EndpointIntent } from "./endpoint-dialogs";
import { endpointLook, eventsText } from "./labels";

interface EndpointRowProps {
  api: AdminApi;
  endpoint: WebhookEndpoint;
  onChanged: () => Promise<void>;
  onIntent: (kind: EndpointIntent) => void;
}

export function EndpointRow({ api, endpoint, onChanged, onIntent }: EndpointRowProps) {
  const { busy, failure, run } = useTask();
  const { id, url, enabled } = endpoint;
  const { href, onClick } = linkTo({ ...INTEGRATIONS, endpoint: id });
  const toggle = async (): Promise<void> => {
    await api.changeEndpoint(id, { enabled: !enabled });
    await onChanged();
  };
  return (
    <li aria-label={url} aria-busy={busy} class="px-4 py-3">
      <EndpointFacts endpoint={endpoint} />
      <p role="alert" data-tone="danger" class="complaint">
        {failure}
      </p>
      <div class="mt-3 flex flex-wrap gap-2">
        <a class="button button-quiet button-small" href={href} aria-label={`Deliveries to ${url}`} onClick={onClick}>
          Deliveries
        </a>
        <Action name="Edit" url={url} onClick={() => onIntent("edit")} />
        <Action name={enabled ? "Pause" : "Switch on"} url={url} onClick={() => run(toggle)} />
        <Action name="New secret" url={url} onClick={() => onIntent("rotate")} />
        <Action name="Delete" url={url} onClick={() => onIntent("delete")} />
      </div>
    </li>
  );
}

function Action({ name, url, onClick }: { name: string; url: string; onClick: () => void }) {
  return (
    <button type="button" class="button button-quiet button-small" aria-label={`${name} ${url}`} onClick={onClick}>
      {name}
    </button>
  );
}

/** What the endpoint is, and how it does. */
export function EndpointFacts({ endpoint }: { endpoint: WebhookEndpoint }) {
  const { url, description, events, disabled_reason, created_by, created_at } = endpoint;
  const { label, tone } = endpointLook(endpoint);
  return (
    <div class="min-w-0 [overflow-wrap:anywhere]">
      <p class="flex flex-wrap items-center gap-x-3 gap-y-1">
        <bdi class="min-w-0 font-medium font-mono text-sm">{url}</bdi>
        <Badge tone={tone}>{label}</Badge>
        {description && <bdi class="text-sm">{description}</bdi>}
      </p>
      {disabled_reason && (
        <p data-tone="danger" class="mt-1 font-medium text-sm text-tone">
          {disabled_reason}
        </p>
      )}
      <p class="mt-1 text-sm">
        {eventsText(events)}. <Health endpoint={endpoint} />
      </p>
      <p class="mt-1 text-muted text-sm">
        Added by {created_by}, <RelativeTime at={created_at} />.
      </p>
    </div>
  );
}

function Health({ endpoint: { last_delivery_at, last_status, failing_since } }: { endpoint: WebhookEndpoint }) {
  if (!last_delivery_at) return <>No deliveries yet.</>;
  return (
    <>
      Last delivery <RelativeTime at={last_delivery_at} />
      {last_status === null ? ", without an answer" : `, answered ${last_status}`}.
      {failing_since && (
        <>
          {" "}
          Failing since <RelativeTime at={failing_since} />.
        </>
      )}
    </>
  );
}
