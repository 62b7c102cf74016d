import type { TargetedKeyboardEvent } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { facts, Name } from "./file-row";
import type { Picture } from "./pictures";
import { saveUnopened } from "./save";
import type { Words } from "./wording";

interface ViewerProps {
  shown: Picture;
  /** Those between which one can go. */
  all: Picture[];
  words: Words;
  onShow: (picture: Picture) => void;
  onClose: () => void;
}

/** One picture as large as the window lets it be; the arrow keys go to its neighbours, Escape closes. */
export function Viewer({ shown, all, words: { say }, onShow, onClose }: ViewerProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const { file, bytes, address } = shown;
  const step = (by: number): void => {
    const next = all[all.findIndex((it) => it.file.id === file.id) + by];
    if (next) onShow(next);
  };
  const act = ({ key }: TargetedKeyboardEvent<HTMLElement>): void => {
    const ahead = document.documentElement.dir === "rtl" ? -1 : 1;
    if (key === "ArrowRight") step(ahead);
    if (key === "ArrowLeft") step(-ahead);
  };
  const close = (): void => dialog.current?.close();
  return (
    <dialog
      ref={dialog}
      aria-label={file.name}
      class="card m-auto max-h-[calc(100dvh-2rem)] max-w-[calc(100vw-2rem)] flex-col overflow-hidden p-0 text-ink backdrop:bg-black/70 open:flex"
      onClose={onClose}
      onKeyDown={act}
      onClick={(event) => event.target === dialog.current && close()}
    >
      <div class="flex items-center gap-2 border-line border-b py-2 ps-4 pe-2">
        <Name name={file.name}>
          <p class="text-muted text-xs">{facts(file)}</p>
        </Name>
        <Button
          name={say("files.download")}
          onClick={() => saveUnopened(bytes, file.name)}
          path="M8 2v8M4.5 7 8 10.5 11.5 7M3 13.5h10"
        />
        <Button name={say("files.close")} onClick={close} path="m3 3 10 10M13 3 3 13" />
      </div>
      <img src={address} alt={file.name} class="min-h-0 min-w-0 object-contain" />
    </dialog>
  );
}

function Button({ name, path, onClick }: { name: string; path: string; onClick: () => void }) {
  return (
    <button type="button" class="button button-quiet shrink-0 px-3" aria-label={name} title={name} onClick={onClick}>
      <svg aria-hidden="true" viewBox="0 0 16 16" class="size-4 fill-none stroke-[1.5] stroke-current">
        <path d={path} />
      </svg>
    </button>
  );
}
