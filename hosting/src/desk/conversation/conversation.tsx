import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Change, Message, Ticket } from "../../shared/contract";
import { type Known, NewestFirst } from "../tickets/pages";
import type { Tools } from "../tickets/use-desk";
import { useSelected, useStore } from "../ui/store";
import { useSwitch } from "../ui/use-kept";
import { Composer } from "./composer";
import { Thread } from "./thread";
import { type Entry, keyOf, timelineOf } from "./timeline";
import { type Scrolling, useScrolling } from "./use-scrolling";
import type { Talk } from "./use-talk";
import { authorOf } from "./wording";

interface ConversationProps {
  tools: Tools;
  talk: Talk;
  ticket: Ticket;
  changes: NewestFirst<Change>;
  search: string;
}

/** The version with which a message was changed or removed last, as far as the history is known. */
function correctionOf({ items }: Known<Change>): number | undefined {
  return items?.find(({ changes }) => changes.some(({ field }) => field === "message"))?.version;
}

/** The messages of the ticket, read again only where they have become others: a reading is up to 50 documents. */
function useMessages({ tools, talk: { outbox, team }, ticket, changes }: ConversationProps): NewestFirst<Message> {
  const { id } = ticket;
  const [messages] = useState(
    () => new NewestFirst<Message>((cursor) => tools.desk.api.listMessages(id, cursor), "id"),
  );
  const corrected = correctionOf(useStore(changes));
  // biome-ignore lint/correctness/useExhaustiveDependencies: what the ticket says of its messages is the signal
  useEffect(() => void messages.refresh(), [messages, ticket.messages, ticket.undelivered, corrected]);
  useEffect(() => {
    const look = (newest: string | null): void => {
      const [last] = messages.state.items ?? [];
      // Of one that is mailed there is more to come.
      const isNews = newest !== (last?.id ?? null) || last?.email?.state === "queued";
      if (messages.state.items && isNews) void messages.refresh();
    };
    return tools.follow(id, look);
  }, [tools, id, messages]);
  useEffect(() => void team.read(), [team]);
  const own = useSelected(outbox, ({ posted }) => (posted?.ticket === id ? posted.message : null));
  useLayoutEffect(() => {
    if (own) messages.put(own);
  }, [messages, own]);
  return messages;
}

/** What was said about the ticket and done with it, and the place to answer. */
export function Conversation(props: ConversationProps) {
  const { tools, talk, ticket, changes, search } = props;
  const messages = useMessages(props);
  const { agents } = useStore(talk.team);
  const [shown, setShown] = useSwitch(`desk.changes.${tools.uid}`, true, ["shown", "hidden"]);
  const known = useStore(messages);
  const timeline = timelineOf(known, useStore(changes));
  const entries = timeline.entries.filter(({ kind }) => shown || kind === "message");
  const scrolling = useScrolling(known.items?.[0]?.id ?? null, oldestOf(entries), useOwn(talk, ticket));
  useOvertaken(talk, ticket, messages, scrolling);
  const { place } = scrolling;
  return (
    <>
      {timeline.entries.length > entries.length || shown ? (
        <Fold shown={shown} onFold={() => setShown(!shown)} />
      ) : null}
      <Scroller scrolling={scrolling} unseen={unseenOf(known.items, scrolling.seen)}>
        <Thread timeline={{ ...timeline, entries }} {...{ tools, ticket, messages, changes, agents, search, place }} />
      </Scroller>
      {known.items && <Arrival uid={tools.uid} newest={known.items[0]} name={(it) => authorOf(it, agents, ticket)} />}
      <Place {...props} seen={known.items ? scrolling.seen : ticket.last_message} />
    </>
  );
}

/** The id of the message that the agent wrote last, if it is of this ticket. */
function useOwn({ outbox }: Talk, { id }: Ticket): string | null {
  return useSelected(outbox, ({ posted }) => (posted?.ticket === id ? posted.message.id : null));
}

/** A message that was overtaken shows what has overtaken it. */
function useOvertaken({ outbox }: Talk, { id }: Ticket, messages: NewestFirst<Message>, { toEnd }: Scrolling): void {
  const overtaken = useSelected(outbox, ({ drafts }) => drafts[id]?.trouble?.reason === null);
  const show = useRef(toEnd);
  show.current = toEnd;
  useEffect(() => {
    // Drawn by then.
    if (overtaken) void messages.refresh().then(() => window.requestAnimationFrame(() => show.current()));
  }, [messages, overtaken]);
}

function oldestOf([first]: Entry[]): string | null {
  return first ? keyOf(first) : null;
}

function unseenOf(items: Message[] | null, seen: string | null): number {
  return (items ?? []).filter(({ id }) => id > (seen ?? "")).length;
}

interface ArrivalProps {
  uid: string;
  newest: Message | undefined;
  name: (message: Message) => string;
}

/** Says to a screen reader who else has written since the ticket was opened. */
function Arrival({ uid, newest, name }: ArrivalProps) {
  const first = useRef(newest?.id);
  const arrived = newest && newest.id !== first.current && newest.author.uid !== uid;
  return (
    <p role="status" class="sr-only">
      {arrived && `New message from ${name(newest)}`}
    </p>
  );
}

function Fold({ shown, onFold }: { shown: boolean; onFold: () => void }) {
  return (
    <button type="button" class="link w-fit shrink-0 cursor-pointer self-end py-0.5 text-xs" onClick={onFold}>
      {shown ? "Hide changes" : "Show changes"}
    </button>
  );
}

interface ScrollerProps {
  scrolling: Scrolling;
  unseen: number;
  children: ComponentChildren;
}

function Scroller({ scrolling: { place, onScroll, toEnd }, unseen, children }: ScrollerProps) {
  const show = (): void => {
    place.current?.focus();
    toEnd();
  };
  return (
    <div class="relative -mx-4 mt-1 flex min-h-24 flex-1 flex-col border-line border-t">
      <section
        ref={place}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also for those who have no pointer
        tabIndex={0}
        aria-label="Conversation"
        class="min-h-0 flex-1 overflow-y-auto overscroll-contain px-4 py-3 [overflow-anchor:none] focus-visible:-outline-offset-3"
        onScroll={onScroll}
      >
        {children}
      </section>
      <div role="status" aria-label="New messages" class="absolute inset-x-0 bottom-3 flex justify-center empty:hidden">
        {unseen > 0 && (
          <button type="button" class="button button-primary button-small rounded-full shadow-lg" onClick={show}>
            {unseen === 1 ? "1 new message" : `${unseen} new messages`}
          </button>
        )}
      </div>
    </div>
  );
}

/** Where one writes, or why not. */
function Place({ tools, talk, ticket, seen }: ConversationProps & { seen: string | null }) {
  if (ticket.anonymised_at) return null;
  if (ticket.quarantined) return <p class="my-3 text-muted text-sm">Release the ticket to answer it.</p>;
  return <Composer tools={tools} talk={talk} ticket={ticket} seen={seen} />;
}
