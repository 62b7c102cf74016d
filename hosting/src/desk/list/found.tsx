import type { Ticket } from "../../shared/contract";
import { excerpt, highlighted, highlightedReference } from "../ui/highlight";
import { Marked } from "../ui/marked";

/** Why the ticket was found, where its title and the name do not show it. */
export function Found({ ticket, search }: { ticket: Ticket; search: string }) {
  if (search === "") return null;
  const isMarked = (text: string | null | undefined): boolean =>
    highlighted(text ?? "", search).some((part) => part.marked);
  const reference = highlightedReference(ticket.reference, search);
  const email = ticket.requester?.name && isMarked(ticket.requester.email) ? ticket.requester.email : null;
  const parts = isMarked(ticket.title) ? null : excerpt(ticket.description, search);
  return (
    <>
      {reference.some((part) => part.marked) && (
        <p class="col-span-full font-mono text-muted text-xs">
          <Marked parts={reference} />
        </p>
      )}
      {email && (
        <p class="col-span-full text-muted text-xs [overflow-wrap:anywhere]">
          <Marked parts={highlighted(email, search)} />
        </p>
      )}
      {parts && (
        <p class="col-span-full min-w-0 truncate text-sm">
          <Marked parts={parts} />
        </p>
      )}
    </>
  );
}
