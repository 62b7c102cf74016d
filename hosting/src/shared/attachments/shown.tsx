/** The files of a message: pictures as pictures, everything else, and what cannot be drawn, to be downloaded. */

import { useState } from "preact/hooks";
import type { Attachment } from "../contract";
import { Spinner } from "../controls";
import { Badge, facts, Name } from "./file-row";
import { isPicture } from "./picture";
import { Pictures } from "./pictures";
import { saveUnopened } from "./save";
import type { Words } from "./wording";

/** Reads the bytes of a file. */
export type Read = (id: string) => Promise<Blob>;

export interface FilesProps {
  files: Attachment[];
  read: Read;
}

export interface ShownProps extends FilesProps {
  words: Words;
}

export function Shown({ files, read, words }: ShownProps) {
  const [undrawn, setUndrawn] = useState<string[]>([]);
  const isDrawn = ({ id, kind }: Attachment): boolean => isPicture(kind) && !undrawn.includes(id);
  const pictures = files.filter(isDrawn);
  const others = files.filter((file) => !isDrawn(file));
  return (
    <section aria-label={words.say("files.heading")} class="mt-2 grid gap-2 text-ink">
      {pictures.length > 0 && (
        <Pictures
          {...{ read, words }}
          files={pictures}
          onUndrawn={({ id }) => setUndrawn((before) => [...before, id])}
        />
      )}
      {others.map((file) => (
        <Download key={file.id} file={file} read={read} words={words} />
      ))}
    </section>
  );
}

interface DownloadProps {
  file: Attachment;
  read: Read;
  words: Words;
}

/** A file with its name, kind and size, which a click saves. */
function Download({ file, read, words: { say, explain } }: DownloadProps) {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const download = async (): Promise<void> => {
    if (busy) return;
    setBusy(true);
    setFailure(null);
    await read(file.id).then((bytes) => saveUnopened(bytes, file.name), setFailure);
    setBusy(false);
  };
  return (
    <div data-tone="danger" class="max-w-md">
      <button
        type="button"
        class="flex w-full cursor-pointer items-center gap-3 rounded-lg border border-line bg-card py-1.5 ps-1.5 pe-3 hover:border-edge"
        aria-disabled={busy}
        onClick={download}
      >
        <Badge kind={file.kind} />
        <Name name={file.name}>
          <p class="text-muted text-xs">{facts(file)}</p>
        </Name>
        <span class="sr-only">{say("files.download")}</span>
        {busy ? <Spinner /> : <Arrow />}
      </button>
      <p role="alert" class="complaint">
        {failure !== null && explain(failure)}
      </p>
    </div>
  );
}

/** Down, onto a line. */
function Arrow() {
  return (
    <svg aria-hidden="true" viewBox="0 0 16 16" class="size-4 shrink-0 fill-none stroke-[1.5] stroke-accent">
      <path d="M8 2v8M4.5 7 8 10.5 11.5 7M3 13.5h10" />
    </svg>
  );
}
