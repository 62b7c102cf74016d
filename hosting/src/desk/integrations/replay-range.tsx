import { useState } from "preact/hooks";
import { serverNow } from "../../shared/clock";
import { Send, TimeField } from "../ui/fields";
import { Modal } from "../ui/modal";
import { useForm } from "../ui/use-form";
import type { DeliveryStore } from "./delivery-store";

const DAY_MS = 86_400_000;

/** As a field for date and time has it: in the reader's time zone, without saying so. */
function fieldValue(time: number): string {
  const offset = new Date(time).getTimezoneOffset() * 60_000;
  return new Date(time - offset).toISOString().slice(0, 19);
}

function instant(value: string): string {
  return value && new Date(value).toISOString();
}

/** Sends again all that happened between two instants. */
export function ReplayRange({ store, onClose }: { store: DeliveryStore; onClose: () => void }) {
  const [queued, setQueued] = useState<number | null>(null);
  return (
    <Modal title="Replay a time" onClose={onClose}>
      {queued === null ? <RangeForm store={store} onQueued={setQueued} /> : <Queued count={queued} />}
    </Modal>
  );
}

function RangeForm({ store, onQueued }: { store: DeliveryStore; onQueued: (count: number) => void }) {
  const [since, setSince] = useState(() => fieldValue(serverNow() - DAY_MS));
  const [until, setUntil] = useState(() => fieldValue(serverNow() + 1000));
  const { form, busy, submit, errorOf, failure } = useForm(["since", "until"], async () =>
    onQueued(await store.replay({ since: instant(since), until: instant(until) })),
  );
  return (
    <form ref={form} aria-label="Replay a time" class="mt-3 grid gap-4" onSubmit={submit}>
      <p>
        Whatever happened to tickets in this time is sent once more, 1,000 messages at most. Each keeps its id, by which
        a receiver knows what it has had already.
      </p>
      <TimeField id="since" label="Since" value={since} error={errorOf("since")} onChange={setSince} />
      <TimeField id="until" label="Until" value={until} error={errorOf("until")} onChange={setUntil} />
      <Send name="Replay" busy={busy} failure={failure} />
    </form>
  );
}

function Queued({ count }: { count: number }) {
  const sent = count === 1 ? "1 message is sent again." : `${count} messages are sent again.`;
  return (
    <>
      <p role="status" class="mt-3">
        {count === 0 ? "Nothing happened in this time." : sent}
      </p>
      <button
        type="button"
        class="button button-primary mt-6"
        ref={(button) => button?.focus()}
        onClick={(event) => event.currentTarget.closest("dialog")?.close()}
      >
        Done
      </button>
    </>
  );
}
