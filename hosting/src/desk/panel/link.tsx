import { useRef, useState } from "preact/hooks";
import type { Ticket } from "../../shared/contract";
import { Notice } from "../../shared/controls";
import type { Tools } from "../tickets/use-desk";
import { ShownOnce } from "../ui/shown-once";
import { useTask } from "../ui/use-task";

interface StatusLinkProps {
  tools: Tools;
  ticket: Ticket;
  /** Of a link that was made just now. */
  token: string | null;
}

/** The requester's private link: whether there is one, ending it, and making another. */
export function StatusLink({ tools, ticket, token }: StatusLinkProps) {
  const { busy, failure, run } = useTask();
  const section = useRef<HTMLElement>(null);
  const takeFocus = (): void => section.current?.focus();
  if (ticket.quarantined) return null;
  const { id, link_active } = ticket;
  return (
    <section
      ref={section}
      tabIndex={-1}
      aria-labelledby="status-link"
      class="mt-5 border-line border-t pt-4 text-sm"
      aria-busy={busy}
    >
      <h3 id="status-link" class="font-semibold text-base">
        Status link
      </h3>
      <p class="mt-1 text-muted" role="status">
        {link_active
          ? "The requester can follow the ticket with a private link."
          : "The requester has no status link now. If they need one, make it here and send it to them."}
      </p>
      {token && link_active && <NewLink id={id} token={token} />}
      <div class="mt-3 flex flex-wrap gap-2">
        {link_active && (
          <Confirmed
            name="Revoke link"
            question="The requester's link stops working at once. It cannot be restored."
            onConfirm={() => run(() => tools.edits.revokeLink(id))}
            onAnswer={takeFocus}
          />
        )}
        <Confirmed
          name={link_active ? "Replace link" : "Make a link"}
          question={link_active ? "The link that the requester has now stops working." : null}
          onConfirm={() => run(() => tools.edits.renewLink(id))}
          onAnswer={takeFocus}
        />
      </div>
      <p role="alert" class="mt-2 font-medium empty:hidden">
        {failure}
      </p>
    </section>
  );
}

interface ConfirmedProps {
  name: string;
  /** What the person should know before; null if there is nothing to lose. */
  question: string | null;
  onConfirm: () => void;
  /** The buttons go, and with them the focus. */
  onAnswer: () => void;
}

/** A button that asks before it does something that cannot be taken back. */
function Confirmed({ name, question, onConfirm, onAnswer }: ConfirmedProps) {
  const [asking, setAsking] = useState(false);
  const answer = (confirmed: boolean): void => {
    onAnswer();
    setAsking(false);
    if (confirmed) onConfirm();
  };
  if (!asking) {
    return (
      <button
        type="button"
        class="button button-quiet button-small"
        onClick={() => (question ? setAsking(true) : answer(true))}
      >
        {name}
      </button>
    );
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for form controls
    <div role="group" aria-label={name} class="w-full">
      <Notice tone="warning">
        <p>{question}</p>
        <div class="mt-2 flex flex-wrap gap-2">
          <button
            type="button"
            class="button button-quiet button-small"
            ref={(button) => button?.focus()}
            onClick={() => answer(true)}
          >
            {name}
          </button>
          <button type="button" class="button button-quiet button-small" onClick={() => answer(false)}>
            Cancel
          </button>
        </div>
      </Notice>
    </div>
  );
}

function NewLink({ id, token }: { id: string; token: string }) {
  return (
    <div class="mt-3">
      <ShownOnce
        id="new-link"
        label="New link. It is shown only now: copy it and send it to the requester."
        value={`${window.location.origin}/track#${id}.${token}`}
        copied="Link copied"
      />
    </div>
  );
}
