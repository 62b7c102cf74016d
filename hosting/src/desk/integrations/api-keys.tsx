import { useCallback, useRef, useState } from "preact/hooks";
import type { ApiKey } from "../../shared/contract";
import { Badge } from "../ui/badge";
import { Failure } from "../ui/failure";
import { Question } from "../ui/question";
import { Empty, Loading, Section } from "../ui/section";
import { RelativeTime } from "../ui/time";
import { useReading } from "../ui/use-reading";
import type { AdminApi } from "./admin-api";
import { scopeText } from "./labels";
import { NewKey } from "./new-key";

const HINT = "With a key, a program that cannot sign opens, changes, reads or answers tickets, as you allow.";

export function ApiKeys({ api }: { api: AdminApi }) {
  const { answer, failure, reload } = useReading(useCallback(() => api.keys(), [api]));
  const [creating, setCreating] = useState(false);
  const [revoking, setRevoking] = useState<ApiKey | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const revoke = async (key: ApiKey): Promise<void> => {
    await api.revokeKey(key.id);
    await reload();
  };
  const create = (
    <button type="button" class="button button-primary" onClick={() => setCreating(true)}>
      Create a key
    </button>
  );
  return (
    <Section id="api-keys" title="API keys" heading={heading} hint={HINT} action={create}>
      <Failure message={failure && `The API keys could not be read. ${failure}`} onRetry={() => void reload()} />
      {!answer && !failure && <Loading what="Loading API keys" />}
      {answer && <Keys keys={answer.results} onRevoke={setRevoking} />}
      {creating && <NewKey api={api} onCreated={reload} onClose={() => setCreating(false)} />}
      {revoking && (
        <Revoking
          apiKey={revoking}
          onConfirm={() => revoke(revoking)}
          onClose={() => setRevoking(null)}
          onDone={() => heading.current?.focus()}
        />
      )}
    </Section>
  );
}

interface RevokingProps {
  apiKey: ApiKey;
  onConfirm: () => Promise<void>;
  onClose: () => void;
  onDone: () => void;
}

function Revoking({ apiKey: { name }, ...props }: RevokingProps) {
  return (
    <Question title={`Revoke ${name}?`} answer="Revoke the key" {...props}>
      Whatever uses the key <strong>{name}</strong> is refused from its next request on. A revoked key cannot be brought
      back.
    </Question>
  );
}

interface KeysProps {
  keys: ApiKey[];
  onRevoke: (key: ApiKey) => void;
}

/** Those that work; the others out of the way below. */
function Keys({ keys, onRevoke }: KeysProps) {
  const working = keys.filter((key) => key.revoked_at === null);
  const revoked = keys.filter((key) => key.revoked_at !== null);
  return (
    <>
      {working.length === 0 ? (
        <Empty
          title={revoked.length === 0 ? "There are no API keys yet." : "All API keys are revoked."}
          text="Create one for each program, so that you can tell them apart."
        />
      ) : (
        <List name="API keys" keys={working} onRevoke={onRevoke} />
      )}
      {revoked.length > 0 && (
        <details class="mt-3">
          <summary class="link w-fit cursor-pointer py-2 text-sm">Revoked keys ({revoked.length})</summary>
          <List name="Revoked keys" keys={revoked} onRevoke={onRevoke} />
        </details>
      )}
    </>
  );
}

function List({ name, keys, onRevoke }: KeysProps & { name: string }) {
  return (
    <ul aria-label={name} class="card mt-3 divide-y divide-line">
      {keys.map((key) => (
        <Key key={key.id} apiKey={key} onRevoke={() => onRevoke(key)} />
      ))}
    </ul>
  );
}

function Key({ apiKey, onRevoke }: { apiKey: ApiKey; onRevoke: () => void }) {
  const { name, scopes, created_by, created_at, last_used_at, revoked_at } = apiKey;
  return (
    <li aria-label={name} class="grid items-center gap-x-4 gap-y-2 px-4 py-3 sm:grid-cols-[minmax(0,1fr)_auto]">
      <div class="min-w-0 [overflow-wrap:anywhere]">
        <p class="flex flex-wrap items-center gap-x-3 gap-y-1">
          <span class="font-medium font-mono">{name}</span>
          <Badge tone={revoked_at ? "neutral" : "success"}>{revoked_at ? "Revoked" : "Works"}</Badge>
          <span class="text-sm">{scopeText(scopes)}</span>
        </p>
        <p class="mt-1 text-muted text-sm">
          {last_used_at ? (
            <>
              Last used <RelativeTime at={last_used_at} />
            </>
          ) : (
            "Never used"
          )}
          . Created by {created_by}, <RelativeTime at={created_at} />.
          {revoked_at && (
            <>
              {" "}
              Revoked <RelativeTime at={revoked_at} />.
            </>
          )}
        </p>
      </div>
      {!revoked_at && (
        <button
          type="button"
          class="button button-quiet button-small justify-self-start"
          aria-label={`Revoke ${name}`}
          onClick={onRevoke}
        >
          Revoke
        </button>
      )}
    </li>
  );
}
