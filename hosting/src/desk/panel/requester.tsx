import { useCallback } from "preact/hooks";
import type { Ticket } from "../../shared/contract";
import { linkTo, router, TICKETS } from "../address";
import { lookOf } from "../tickets/fields";
import { ALL_TICKETS, type Filters, inQueue } from "../tickets/filters";
import { Mark } from "../tickets/marks";
import { countText } from "../tickets/queue-count";
import type { Tools } from "../tickets/use-desk";
import { Failure } from "../ui/failure";
import { useReading } from "../ui/use-reading";

const SHOWN = 5;

/** Who asks, and what else they asked. */
export function Requester({ tools, ticket }: { tools: Tools; ticket: Ticket }) {
  const { requester } = ticket;
  if (!requester) return null;
  return (
    <section aria-label="Requester" class="mt-4 border-line border-t pt-3 text-sm">
      <p class="font-medium [overflow-wrap:anywhere]">
        <bdi>{requester.name ?? requester.email}</bdi>
      </p>
      {requester.name && requester.email && (
        <p class="text-muted [overflow-wrap:anywhere]">
          <bdi>{requester.email}</bdi>
        </p>
      )}
      {!ticket.quarantined && (
        <button
          type="button"
          class="link mt-1 min-h-8 cursor-pointer"
          aria-keyshortcuts="o"
          onClick={() => tools.newTicket.ask(ticket)}
        >
          New ticket for them
        </button>
      )}
      {requester.email && <OtherTickets tools={tools} ticket={ticket} email={requester.email} />}
    </section>
  );
}

function OtherTickets({ tools, ticket, email }: { tools: Tools; ticket: Ticket; email: string }) {
  const { api } = tools.desk;
  const filters: Filters = { ...ALL_TICKETS, queue: "", requester: email };
  const isCounted = ticket.awaiting !== null && !ticket.quarantined;
  const read = useCallback(async () => {
    const { signal } = new AbortController();
    const [page, open] = await Promise.all([
      api.listTickets({ ...ALL_TICKETS, requester: email }, { cursor: "", page_size: SHOWN + 1 }, signal),
      api.listTickets({ ...inQueue("open"), requester: email }, { cursor: "", page_size: 1, count: "true" }, signal),
    ]);
    return { ...page, open: (open.count ?? 0) - (isCounted ? 1 : 0) };
  }, [api, email, isCounted]);
  const { answer, failure, reload } = useReading(read);
  if (failure)
    return <Failure message={`Their other tickets could not be read. ${failure}`} onRetry={() => void reload()} />;
  const others = (answer?.results ?? []).filter(({ id }) => id !== ticket.id);
  if (others.length === 0) return null;
  const hasMore = others.length > SHOWN || answer?.next_cursor != null;
  const open = countText(answer?.open ?? 0, "all");
  return (
    <>
      <h3 class="mt-3 text-muted text-xs">Other tickets of theirs, {open} open</h3>
      <ul aria-label="Other tickets" class="mt-1 grid grid-cols-[minmax(0,1fr)]">
        {others.slice(0, SHOWN).map((other) => (
          <Other key={other.id} ticket={other} />
        ))}
      </ul>
      {hasMore && (
        <a class="link mt-1 inline-block py-1 text-xs" {...linkTo({ ...TICKETS, filters })}>
          All of their tickets
        </a>
      )}
    </>
  );
}

function Other({ ticket: { id, title, status } }: { ticket: Ticket }) {
  return (
    <li>
      <a
        class="flex min-h-8 items-center gap-2 rounded-md px-1 hover:bg-page"
        title={title}
        {...linkTo({ ...router.state, ticket: id })}
      >
        <Mark field="status" value={status} />
        <span class="sr-only">{lookOf("status", status).label}: </span>
        <span class="min-w-0 truncate">
          <bdi>{title}</bdi>
        </span>
      </a>
    </li>
  );
}
