import { useEffect, useRef, useState } from "preact/hooks";
import type { CreatedTicket } from "../shared/contract";

type Copying = "not yet" | "copied" | "failed";

const COPY_MESSAGES: Record<Copying, string> = {
  "not yet": "",
  copied: "Copied.",
  failed: "Your browser did not allow that: please select the link and copy it yourself.",
};

/** The token travels in the fragment, which browsers send to no server and in no Referer. */
function statusLink(ticket: CreatedTicket): string {
  return `${window.location.origin}/track#${ticket.id}.${ticket.tracking_token}`;
}

export function Confirmation({ ticket }: { ticket: CreatedTicket }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const link = statusLink(ticket);
  return (
    <section aria-labelledby="confirmation" data-tone="success" class="card mb-10 border-tone/40 p-4 sm:p-6">
      <h2 id="confirmation" ref={heading} tabIndex={-1} class="font-semibold text-tone text-xl">
        Thank you, we have your ticket
      </h2>
      <dl class="mt-4 grid gap-4">
        <div>
          <dt class="text-muted text-sm">Your reference</dt>
          <dd class="font-mono font-semibold text-lg">{ticket.reference}</dd>
        </div>
        <div>
          <dt class="text-muted text-sm">Your private status link</dt>
          <dd class="mt-1">
            <a class="link break-all font-mono text-sm" href={link}>
              {link}
            </a>
          </dd>
        </div>
      </dl>
      <CopyButton text={link} />
      <p class="mt-4 text-muted text-sm">
        Keep this link: it is the only way to see the status, and everybody who has it can.
      </p>
    </section>
  );
}

function CopyButton({ text }: { text: string }) {
  const [copying, setCopying] = useState<Copying>("not yet");
  const copy = (): void => {
    navigator.clipboard.writeText(text).then(
      () => setCopying("copied"),
      () => setCopying("failed"),
    );
  };
  return (
    <div class="mt-4 flex flex-wrap items-center gap-3">
      <button type="button" class="button button-quiet" onClick={copy}>
        Copy link
      </button>
      <span role="status" class="text-muted text-sm">
        {COPY_MESSAGES[copying]}
      </span>
    </div>
  );
}
