import type { ComponentChildren } from "preact";
import { useRef, useState } from "preact/hooks";
import type { Attachment, TrackedMessage } from "../shared/contract";
import { Spinner } from "../shared/controls";
import { failureText } from "../shared/failure-text";
import { t } from "../shared/i18n";
import { Later, NotLoaded } from "../shared/later";
import { Words } from "../shared/words";
import { readFile } from "./calls";
import type { Known } from "./conversation";
import type { PrivateLink } from "./link";
import { When } from "./when";

interface ConversationProps {
  known: Known;
  /** Reads the messages before those that are known; whether there are more. */
  earlier: () => Promise<boolean>;
}

/** The requester's own first message, and what was written since, oldest first. */
export function ConversationView({ known: { link, ticket, conversation }, earlier }: ConversationProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  return (
    <>
      <h3 id="talk" ref={heading} tabIndex={-1} class="mt-6 font-semibold">
        {t("talk.heading")}
      </h3>
      <ol class="mt-3 grid gap-3" aria-labelledby="talk">
        <Message at={ticket.created_at} own>
          <Words text={ticket.description} />
          <Files files={ticket.attachments} link={link} />
        </Message>
        {conversation.earlier && <Earlier read={earlier} last={() => heading.current?.focus()} />}
        {conversation.messages.map((message) => (
          <Message key={message.id} at={message.created_at} own={message.kind === "request"} author={message.author}>
            <Said message={message} link={link} />
          </Message>
        ))}
      </ol>
    </>
  );
}

function Said({ message, link }: { message: TrackedMessage; link: PrivateLink }) {
  if (message.removed_at) return <p class="text-muted italic">{t("talk.removed")}</p>;
  return (
    <>
      <Words text={message.text} />
      <Files files={message.attachments} link={link} />
    </>
  );
}

async function openShown() {
  return (await import("../shared/attachments/public")).openShown();
}

function Files({ files, link }: { files: Attachment[]; link: PrivateLink }) {
  const read = (file: string): Promise<Blob> => readFile(link, file);
  return files.length > 0 && <Later load={openShown} props={{ files, read }} otherwise={NotLoaded} />;
}

interface MessageProps {
  at: string;
  own?: boolean;
  author?: string | null;
  children: ComponentChildren;
}

function Message({ at, own, author, children }: MessageProps) {
  const place = own ? "ms-4 sm:ms-12 border-line bg-page" : "me-4 sm:me-12 border-accent/40 bg-suggest";
  return (
    <li class={`rounded-lg border px-4 py-3 ${place}`}>
      <p class="mb-1 flex flex-wrap items-baseline justify-between gap-x-4 text-sm">
        <bdi class="font-semibold">{author ?? t("talk.you")}</bdi>
        <span class="text-muted">
          <When at={at} brief />
        </span>
      </p>
      {children}
    </li>
  );
}

/** `last` is called when there is nothing more to read, so that this goes. */
function Earlier({ read, last }: { read: () => Promise<boolean>; last: () => void }) {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const ask = async (): Promise<void> => {
    if (busy) return;
    setBusy(true);
    setFailure(null);
    await read().then((more) => more || last(), setFailure);
    setBusy(false);
  };
  return (
    <li class="text-center">
      <button type="button" class="button button-quiet button-small" aria-disabled={busy} onClick={ask}>
        {busy && <Spinner />}
        {t("talk.earlier")}
      </button>
      <p role="alert" data-tone="danger" class="complaint">
        {failure !== null && failureText(failure)}
      </p>
    </li>
  );
}
