import type { RefObject } from "preact";
import { useState } from "preact/hooks";
import type { Change, Message, OtherTicket, Ticket } from "../../shared/contract";
import { Spinner } from "../../shared/controls";
import { linkTo, router } from "../address";
import type { Known, NewestFirst } from "../tickets/pages";
import type { Agents } from "../tickets/team";
import type { Tools } from "../tickets/use-desk";
import { BusyButton } from "../ui/busy-button";
import { Failure } from "../ui/failure";
import { Changed, Opening, Said } from "./message";
import { MessageTools, NoteEditor } from "./message-tools";
import { type Entry, keyOf, type Timeline } from "./timeline";

interface ThreadProps {
  tools: Tools;
  ticket: Ticket;
  messages: NewestFirst<Message>;
  changes: NewestFirst<Change>;
  timeline: Timeline;
  agents: Agents;
  search: string;
  /** Takes the focus when a control goes that had it. */
  place: RefObject<HTMLElement | null>;
}

/** The requester's words, and what came after them, oldest first. */
export function Thread({ timeline, messages, changes, ...props }: ThreadProps) {
  const { ticket, search } = props;
  const known: Known<unknown>[] = [messages.state, changes.state];
  const busy = known.some((it) => it.busy);
  const failure = known.map((it) => it.failure).find((it) => it !== null);
  const retry = (): void => {
    for (const it of [messages, changes]) if (it.state.failure !== null) void it.refresh();
  };
  return (
    <div>
      {ticket.follows && (
        <Elsewhere text="The requester wrote again after this ticket was closed:" other={ticket.follows} />
      )}
      {ticket.anonymised_at ? <Anonymised /> : <Opening tools={props.tools} ticket={ticket} search={search} />}
      <Older timeline={timeline} messages={messages} changes={changes} busy={busy} />
      <ol aria-label="Messages and changes" aria-busy={busy} class="mt-2 grid gap-2">
        {timeline.entries.map((entry) => (
          <li key={keyOf(entry)} class="min-w-0">
            <EntryView entry={entry} messages={messages} {...props} />
          </li>
        ))}
      </ol>
      {messages.state.items === null && messages.state.busy && <Spinner />}
      <Failure message={failure ? `The conversation could not be read. ${failure}` : null} onRetry={retry} />
      {ticket.follow_up && <Elsewhere text="The requester wrote again, which opened" other={ticket.follow_up} />}
    </div>
  );
}

type EntryViewProps = Omit<ThreadProps, "changes" | "timeline"> & { entry: Entry };

function EntryView({ entry, ...props }: EntryViewProps) {
  return entry.kind === "change" ? (
    <Changed change={entry.change} agents={props.agents} />
  ) : (
    <MessageView message={entry.message} {...props} />
  );
}

function MessageView({ message, messages, place, ...props }: Omit<EntryViewProps, "entry"> & { message: Message }) {
  const [editing, setEditing] = useState(false);
  const becomes = (changed: Message): void => {
    place.current?.focus();
    messages.put(changed);
  };
  const common = { tools: props.tools, ticket: props.ticket, message, onChanged: becomes };
  const editor = editing && (
    <NoteEditor
      {...common}
      onClose={() => {
        place.current?.focus();
        setEditing(false);
      }}
    />
  );
  return (
    <Said message={message} {...props} instead={editor || undefined}>
      {!editing && <MessageTools {...common} onEdit={() => setEditing(true)} />}
    </Said>
  );
}

function Older({
  timeline: { older },
  messages,
  changes,
  busy,
}: Pick<ThreadProps, "timeline" | "messages" | "changes"> & { busy: boolean }) {
  if (!older.messages && !older.changes) return null;
  const read = (): void => {
    if (older.messages) void messages.more();
    if (older.changes) void changes.more();
  };
  return (
    <BusyButton busy={busy} look="button-quiet button-small mt-2 w-full" onClick={read}>
      Show older
    </BusyButton>
  );
}

function Elsewhere({ text, other }: { text: string; other: OtherTicket }) {
  return (
    <p class="my-2 text-muted text-sm">
      {text}{" "}
      <a class="link font-mono" {...linkTo({ ...router.state, ticket: other.id })}>
        {other.reference}
      </a>
    </p>
  );
}

function Anonymised() {
  return (
    <p class="max-w-prose text-muted">
      The texts, the requester and the status link were removed. The numbers still count this ticket.
    </p>
  );
}
