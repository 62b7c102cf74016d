import { useEffect } from "preact/hooks";
import type { Attached } from "../attached";
import type { Attaching } from "../attaching";
import { ATTACHMENTS_MAX } from "../contract";
import { Badge, facts, Name } from "./file-row";
import type { Pending, Stage, Uploads } from "./uploads";
import { failureOf, type Words } from "./wording";

interface UploadListProps extends Attaching {
  uploads: Uploads;
  words: Words;
}

/** The files that go with the text, and those that are on their way. */
export function UploadList({ kept, pending, uploads, words }: UploadListProps) {
  const { say } = words;
  useEffect(() => uploads.forgetOthers(kept), [uploads, kept]);
  return (
    <>
      <p role="alert" data-tone="danger" class="complaint">
        {uploads.full && say("files.many", { count: ATTACHMENTS_MAX })}
      </p>
      <ul aria-label={say("files.heading")} class="mt-2 grid gap-2 empty:hidden">
        {kept.map((file) => (
          <Uploaded key={file.id} file={file} uploads={uploads} words={words} />
        ))}
        {pending.map((file) => (
          <OnItsWay key={file.key} file={file} uploads={uploads} words={words} />
        ))}
      </ul>
      <p role="status" class="sr-only">
        {kept.length > 0 && !uploads.busy && say("files.count", { count: kept.length })}
      </p>
    </>
  );
}

const ROW = "flex items-center gap-3 rounded-lg border border-line bg-card py-1.5 ps-1.5 pe-2";

interface RowProps<File> {
  file: File;
  uploads: Uploads;
  words: Words;
}

function Uploaded({ file, uploads, words: { say } }: RowProps<Attached>) {
  const remove = (): void => uploads.change((files) => files.filter(({ id }) => id !== file.id));
  return (
    <li class={ROW}>
      <Badge kind={file.kind} preview={uploads.preview(file.id)} />
      <Name name={file.name}>
        <p class="text-muted text-xs">{facts(file)}</p>
      </Name>
      <Button text={say("files.remove")} about={file.name} onClick={remove} />
    </li>
  );
}

function OnItsWay({ file: { key, name, file, stage }, uploads, words }: RowProps<Pending>) {
  const { say } = words;
  const failed = stage.is === "failed";
  const again = failed && !stage.final;
  return (
    <li class={`${ROW} ${again ? "flex-wrap" : ""}`}>
      <Badge kind={file.type} />
      <Name name={name}>
        {failed ? <Failure error={stage.error} words={words} /> : <Progress stage={stage} words={words} />}
      </Name>
      <div class="ms-auto">
        {again && <Button text={say("files.again")} about={name} onClick={() => uploads.retry(key)} />}
        <Button text={say(failed ? "files.remove" : "files.cancel")} about={name} onClick={() => uploads.remove(key)} />
      </div>
    </li>
  );
}

function Failure({ error, words }: { error: unknown; words: Words }) {
  return (
    <p role="alert" data-tone="danger" class="font-medium text-tone text-xs">
      {failureOf(error, words)}
    </p>
  );
}

function Progress({ stage, words: { say } }: { stage: Stage; words: Words }) {
  const share = stage.is === "sending" ? stage.share : 0;
  const percent = Math.floor(share * 100);
  const text = stage.is === "sending" ? say("files.sending", { percent }) : say("files.waiting");
  return (
    <>
      <progress class="progress" value={share} aria-label={text} />
      <p aria-hidden="true" class="text-muted text-xs tabular-nums">
        {text}
      </p>
    </>
  );
}

/** Where files are chosen: there one goes on when the button is gone that one has used. */
const PLACE = "files";

function Button({ text, about, onClick }: { text: string; about: string; onClick: () => void }) {
  const act = (): void => {
    onClick();
    document.getElementById(PLACE)?.focus();
  };
  return (
    <button
      type="button"
      class="link shrink-0 cursor-pointer px-1.5 py-2 text-sm"
      aria-label={`${text}: ${about}`}
      onClick={act}
    >
      {text}
    </button>
  );
}
