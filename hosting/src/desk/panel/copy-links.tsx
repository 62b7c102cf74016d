import type { Ticket } from "../../shared/contract";
import { useCopy } from "../../shared/use-copy";
import { addressOf, TICKETS } from "../address";

/** What one pastes to a colleague. */
export function CopyLinks({ ticket: { id, reference } }: { ticket: Ticket }) {
  return (
    <div class="mt-4 flex flex-wrap gap-x-4 border-line border-t pt-3 text-sm">
      <Copy name="Copy link" text={`${window.location.origin}${addressOf({ ...TICKETS, ticket: id })}`} />
      <Copy name="Copy reference" text={reference} />
    </div>
  );
}

function Copy({ name, text }: { name: string; text: string }) {
  const [copying, copy] = useCopy(text);
  return (
    <>
      <button type="button" class="link min-h-8 cursor-pointer" onClick={copy}>
        {copying === "copied" ? "Copied" : name}
      </button>
      <span role="status" class="text-muted empty:hidden">
        {copying === "failed" && `Not copied: ${text}`}
      </span>
    </>
  );
}
