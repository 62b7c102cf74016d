import { useState } from "preact/hooks";
import type { Delivery, DeliveryAttempt } from "../../shared/contract";
import { linkTo, TICKETS } from "../address";
import { Badge } from "../ui/badge";
import { BusyButton } from "../ui/busy-button";
import { FullTime, RelativeTime, TimeUntil } from "../ui/time";
import { useTask } from "../ui/use-task";
import type { DeliveryStore } from "./delivery-store";
import { attemptText, deliveryLook, EVENT_NAMES } from "./labels";

export function DeliveryRow({ delivery, store }: { delivery: Delivery; store: DeliveryStore }) {
  const { id, type, ticket_id, sequence, attempts, created_at } = delivery;
  const { label, tone } = deliveryLook(delivery);
  return (
    <li aria-label={id} class="px-4 py-3">
      <div class="grid items-start gap-x-4 gap-y-2 sm:grid-cols-[minmax(0,1fr)_auto]">
        <div class="min-w-0">
          <p class="flex flex-wrap items-center gap-x-3 gap-y-1">
            <Badge tone={tone}>{label}</Badge>
            <span class="font-medium">{EVENT_NAMES[type]}</span>
            <span class="text-muted text-sm">
              <RelativeTime at={created_at} />
            </span>
            <a class="link text-sm" {...linkTo({ ...TICKETS, ticket: ticket_id })}>
              Open the ticket
            </a>
          </p>
          <Progress delivery={delivery} />
          <p class="mt-1 text-muted text-sm [overflow-wrap:anywhere]">
            Version {sequence} of the ticket, id <span class="font-mono">{id}</span>
          </p>
        </div>
        <Replay delivery={delivery} store={store} />
      </div>
      {attempts.length > 0 && <Attempts attempts={attempts} />}
    </li>
  );
}

function Progress({ delivery: { attempts, next_attempt_at } }: { delivery: Delivery }) {
  const last = attempts.at(-1);
  return (
    <p class="mt-1 text-sm empty:hidden">
      {last && `${attemptText(last)}. `}
      {next_attempt_at && (
        <>
          Next attempt <TimeUntil at={next_attempt_at} />.
        </>
      )}
    </p>
  );
}

function Replay({ delivery: { id }, store }: { delivery: Delivery; store: DeliveryStore }) {
  const { busy, failure, run } = useTask();
  const [done, setDone] = useState("");
  const replay = async (): Promise<void> => {
    setDone("");
    await store.replay({ delivery: id });
    setDone("Sent again");
  };
  return (
    <div class="flex min-w-0 flex-wrap items-center gap-x-3">
      <BusyButton busy={busy} look="button-quiet button-small" label={`Replay ${id}`} onClick={() => run(replay)}>
        Replay
      </BusyButton>
      <span role="status" class="text-muted text-sm empty:hidden">
        {done}
      </span>
      <p role="alert" data-tone="danger" class="complaint">
        {failure}
      </p>
    </div>
  );
}

function Attempts({ attempts }: { attempts: DeliveryAttempt[] }) {
  return (
    <details class="mt-1">
      <summary class="link w-fit cursor-pointer py-1 text-sm">
        {attempts.length === 1 ? "1 attempt" : `${attempts.length} attempts`}
      </summary>
      <ol aria-label="Attempts" class="mt-1 grid gap-3 text-sm">
        {attempts.toReversed().map((attempt) => (
          <Attempt key={attempt.at} attempt={attempt} />
        ))}
      </ol>
    </details>
  );
}

function Attempt({ attempt }: { attempt: DeliveryAttempt }) {
  const { at, error, response_start } = attempt;
  return (
    <li class="min-w-0 [overflow-wrap:anywhere]">
      <FullTime at={at} />: <span class="font-medium">{attemptText(attempt)}.</span> {error}
      {response_start && (
        <pre dir="auto" class="mt-1 whitespace-pre-wrap rounded border border-line bg-page px-2 py-1 font-mono text-xs">
          {response_start}
        </pre>
      )}
    </li>
  );
}
