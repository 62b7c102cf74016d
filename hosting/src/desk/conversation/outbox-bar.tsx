import { router } from "../address";
import { useStore } from "../ui/store";
import type { Draft } from "./draft";
import type { Outbox } from "./outbox";
import { Pending } from "./pending";

/** What is to be sent, or was not sent, of tickets that are not open. */
export function OutboxBar({ outbox, opened }: { outbox: Outbox; opened: string | undefined }) {
  const { drafts } = useStore(outbox);
  const elsewhere = Object.entries(drafts).filter(
    ([id, { due, trouble }]) => id !== opened && (due !== null || trouble !== null),
  );
  return (
    <section aria-label="Outbox" class="grid gap-2 empty:hidden">
      {elsewhere.map(([id, draft]) => (
        <div key={id} class="card px-4 py-2 text-sm shadow-lg">
          <Item id={id} draft={draft} outbox={outbox} />
        </div>
      ))}
    </section>
  );
}

function Item({ id, draft, outbox }: { id: string; draft: Draft; outbox: Outbox }) {
  if (draft.due !== null) {
    return (
      <>
        <span class="font-mono">{draft.reference}</span>
        <Pending
          draft={draft}
          onTakeBack={() => {
            outbox.takeBack(id);
            router.open(id);
          }}
        />
      </>
    );
  }
  return (
    <div class="flex flex-wrap items-center justify-between gap-3">
      <span role="alert">
        What you wrote on <span class="font-mono">{draft.reference}</span> was not sent.
      </span>
      <button type="button" class="button button-quiet button-small" onClick={() => router.open(id)}>
        Open the ticket
      </button>
    </div>
  );
}
