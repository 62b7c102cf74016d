import { useEffect, useRef, useState } from "preact/hooks";
import type { Message, Ticket } from "../../shared/contract";
import { entered } from "../../shared/controls";
import type { Tools } from "../tickets/use-desk";
import { BusyButton } from "../ui/busy-button";
import { Question } from "../ui/question";
import { useTask } from "../ui/use-task";
import { excess } from "./draft";
import { tooLongText } from "./wording";

interface MessageToolsProps {
  tools: Tools;
  ticket: Ticket;
  message: Message;
  /** The message as it has become. */
  onChanged: (message: Message) => void;
  onEdit: () => void;
}

const SMALL = "link cursor-pointer py-1 text-xs";

/** What may be done with a message: authors change their notes or take them back, administrators delete any message. */
export function MessageTools({ tools, ticket, message, onChanged, onEdit }: MessageToolsProps) {
  const { busy, failure, run } = useTask();
  const [asking, setAsking] = useState(false);
  const own = message.kind === "note" && message.author.uid === tools.uid;
  if (ticket.quarantined || !(own || tools.admin)) return null;
  const takeBack = async (): Promise<void> =>
    onChanged(await tools.desk.api.changeNote(ticket.id, message.id, { taken_back: true }));
  return (
    <div class="mt-1 flex flex-wrap justify-end gap-x-4" aria-busy={busy}>
      {own && (
        <>
          <button type="button" class={SMALL} onClick={onEdit}>
            Edit
          </button>
          <button type="button" class={SMALL} onClick={() => run(takeBack)}>
            Take back
          </button>
        </>
      )}
      {tools.admin && !own && (
        <button type="button" class={SMALL} onClick={() => setAsking(true)}>
          Delete
        </button>
      )}
      <p role="alert" class="w-full text-xs empty:hidden">
        {failure}
      </p>
      {asking && (
        <Deletion
          tools={tools}
          ticket={ticket}
          message={message}
          onChanged={onChanged}
          onClose={() => setAsking(false)}
        />
      )}
    </div>
  );
}

interface DeletionProps extends Omit<MessageToolsProps, "onEdit"> {
  onClose: () => void;
}

function Deletion({ tools, ticket, message, onChanged, onClose }: DeletionProps) {
  const left = useRef<Message>(message);
  return (
    <Question
      title="Delete this message?"
      answer="Delete"
      onConfirm={async () => {
        left.current = await tools.desk.api.deleteMessage(ticket.id, message.id);
      }}
      onClose={onClose}
      onDone={() => onChanged(left.current)}
    >
      <p>
        Its text goes from the desk, the status page and the database. That a message was here stays. This cannot be
        taken back.
      </p>
    </Question>
  );
}

interface NoteEditorProps extends Pick<MessageToolsProps, "tools" | "ticket" | "message" | "onChanged"> {
  onClose: () => void;
}

/** Changes an own note in its place. */
export function NoteEditor({ tools, ticket, message, onChanged, onClose }: NoteEditorProps) {
  const [text, setText] = useState(message.text);
  const { busy, failure, run } = useTask();
  const area = useRef<HTMLTextAreaElement>(null);
  useEffect(() => area.current?.focus(), []);
  const save = async (): Promise<void> => {
    onChanged(await tools.desk.api.changeNote(ticket.id, message.id, { text }));
    onClose();
  };
  const sendable = text.trim() !== "" && excess(text) === 0;
  return (
    <form
      aria-label="Edit the note"
      class="mt-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (sendable) run(save);
      }}
    >
      <textarea
        ref={area}
        class="control field-sizing-content max-h-80"
        aria-label="Text of the note"
        dir="auto"
        value={text}
        onInput={(event) => setText(entered(event))}
      />
      <p role="alert" class="mt-1 text-sm empty:hidden">
        {failure ?? tooLongText(text)}
      </p>
      <div class="mt-2 flex gap-2">
        <BusyButton busy={busy || !sendable} look="button-primary button-small">
          Save
        </BusyButton>
        <button type="button" class="button button-quiet button-small" onClick={onClose}>
          Cancel
        </button>
      </div>
    </form>
  );
}
