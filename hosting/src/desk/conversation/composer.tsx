import type { TargetedKeyboardEvent } from "preact";
import { useRef } from "preact/hooks";
import { useIncoming } from "../../shared/attaching";
import type { SentKind, Status, Ticket } from "../../shared/contract";
import { entered } from "../../shared/controls";
import { focusTitleAround } from "../tickets/focus";
import type { Tools } from "../tickets/use-desk";
import { useStore } from "../ui/store";
import { useKept } from "../ui/use-kept";
import { AttachButton, AttachedFiles } from "./attach";
import { Buttons, type SendWay } from "./buttons";
import { type Draft, isSendable, withText } from "./draft";
import { useFiles } from "./files";
import { destinationText } from "./mail-wording";
import type { Outbox } from "./outbox";
import { Pending } from "./pending";
import { DraftTrouble } from "./trouble";
import type { Talk } from "./use-talk";
import { KIND_NAMES, tooLongText } from "./wording";

const KINDS: SentKind[] = ["reply", "note"];

interface ComposerProps {
  tools: Tools;
  talk: Talk;
  ticket: Ticket;
  /** The id of the newest message that the agent has seen. */
  seen: string | null;
}

/** What is written and attached, and how it is sent. */
function useComposing({ tools, talk, ticket, seen }: ComposerProps) {
  const { outbox } = talk;
  const draft = outbox.draftOf(ticket);
  const area = useRef<HTMLTextAreaElement>(null);
  const [way, keepWay] = useKept<SendWay>(`desk.send.${tools.uid}`, ["send", "resolve"]);
  const attaching = useFiles(talk, ticket, draft)[draft.kind];
  const uploads = attaching.part?.uploads;
  const ready = isSendable(draft) && !uploads?.busy && !uploads?.stuck;
  const send = (status: Status | null): void => {
    if (!ready) return;
    outbox.send(ticket, seen, status);
    area.current?.focus();
    if (status === "resolved") tools.edits.onSettled(ticket.id);
  };
  const sendBy = (chosen: SendWay): void => {
    const reply = draft.kind === "reply";
    if (reply) keepWay(chosen);
    send(reply && chosen === "resolve" ? "resolved" : null);
  };
  const takeBack = (): void => {
    outbox.takeBack(ticket.id);
    area.current?.focus();
  };
  return { draft, area, way, attaching, ready, send, sendBy, takeBack };
}

/** Where agents write: a reply to the requester, or a note for each other. */
export function Composer(props: ComposerProps) {
  const { ticket, talk } = props;
  const { outbox, team } = talk;
  useStore(outbox);
  const { sendsMail } = useStore(team);
  const { draft, area, way, attaching, ready, send, sendBy, takeBack } = useComposing(props);
  const locked = draft.due !== null;
  const over = useIncoming((files) => locked || attaching.add(files));
  return (
    <section
      aria-label="Answer"
      data-tone={draft.kind === "note" ? "warning" : undefined}
      data-over={over}
      class={`composer -mx-4 shrink-0 border-line border-t px-4 pt-1 pb-3 ${draft.kind === "note" ? "bg-tone-surface" : ""}`}
    >
      <Tabs kind={draft.kind} onChoose={(kind) => outbox.change(ticket, (it) => ({ ...it, kind }))} />
      <div role="tabpanel" id="compose" aria-labelledby={`compose-${draft.kind}`}>
        <Writing {...{ area, draft, ticket, outbox, sendsMail }} onSend={() => sendBy(way)} />
        <AttachedFiles attaching={attaching} locked={locked} />
        <DraftTrouble draft={draft} onAgain={send} />
        {locked ? (
          <Pending draft={draft} onTakeBack={takeBack} />
        ) : (
          <Buttons kind={draft.kind} way={way} sendable={ready} onSend={sendBy}>
            <AttachButton attaching={attaching} />
          </Buttons>
        )}
      </div>
    </section>
  );
}

function Tabs({ kind, onChoose }: { kind: SentKind; onChoose: (kind: SentKind) => void }) {
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLElement>): void => {
    if (!["ArrowLeft", "ArrowRight"].includes(event.key)) return;
    const other = KINDS.find((it) => it !== kind);
    event.currentTarget.querySelector<HTMLElement>(`[data-compose="${other}"]`)?.focus();
    if (other) onChoose(other);
  };
  return (
    <div role="tablist" aria-label="What to write" class="flex gap-1" onKeyDown={onKeyDown}>
      {KINDS.map((it) => (
        <button
          key={it}
          type="button"
          role="tab"
          id={`compose-${it}`}
          data-compose={it}
          aria-selected={it === kind}
          aria-controls="compose"
          tabIndex={it === kind ? 0 : -1}
          class={`min-h-9 cursor-pointer border-b-2 px-3 text-sm ${it === kind ? "border-accent font-semibold" : "border-transparent text-muted"}`}
          onClick={() => onChoose(it)}
        >
          {KIND_NAMES[it]}
        </button>
      ))}
    </div>
  );
}

interface WritingProps {
  area: { current: HTMLTextAreaElement | null };
  draft: Draft;
  ticket: Ticket;
  outbox: Outbox;
  sendsMail: boolean;
  onSend: () => void;
}

function Writing({ area, draft, ticket, outbox, sendsMail, onSend }: WritingProps) {
  const text = draft.texts[draft.kind];
  const locked = draft.due !== null && draft.attempt?.message.kind === draft.kind;
  const act = (event: TargetedKeyboardEvent<HTMLTextAreaElement>): void => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.isComposing) {
      event.preventDefault();
      onSend();
    }
    // In a dialog Escape would close the ticket.
    if (event.key === "Escape" && event.currentTarget.closest("dialog")) {
      event.preventDefault();
      focusTitleAround(event.currentTarget);
    }
  };
  return (
    <>
      <textarea
        ref={area}
        class="control field-sizing-content max-h-[35dvh] min-h-16 read-only:opacity-70"
        aria-label={`Text of the ${draft.kind}`}
        aria-describedby="compose-where"
        aria-invalid={tooLongText(text) !== null}
        dir="auto"
        rows={2}
        readOnly={locked}
        value={text}
        onInput={(event) => outbox.change(ticket, (it) => withText(it, entered(event)))}
        onKeyDown={act}
      />
      <p data-tone="danger" role="status" class="complaint">
        {tooLongText(text)}
      </p>
      <p id="compose-where" class={`mt-1 text-xs ${draft.kind === "note" ? "font-medium text-tone" : "text-muted"}`}>
        {destinationText(draft.kind, ticket, sendsMail)}
      </p>
    </>
  );
}
