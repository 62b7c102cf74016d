import { useEffect, useRef, useState } from "preact/hooks";
import type { Attachment } from "../contract";
import { Spinner } from "../controls";
import { PIXELS_MAX, pixelsOf } from "./pixels";
import type { Read, ShownProps } from "./shown";
import { Viewer } from "./viewer";

/** Pictures that are nearer than this to what is on screen are read, so that nobody waits for them or pays for others. */
const NEAR = "300px";

export interface Picture {
  file: Attachment;
  bytes: Blob;
  /** The address of the bytes in this page. */
  address: string;
}

interface PicturesProps extends ShownProps {
  /** It is no picture that this browser draws, or too large a one. */
  onUndrawn: (file: Attachment) => void;
}

/** Small pictures side by side; each opens large. */
export function Pictures({ files, read, words, onUndrawn }: PicturesProps) {
  const [shown, setShown] = useState<Picture | null>(null);
  const [known, setKnown] = useState<Picture[]>([]);
  const inOrder = files.flatMap(({ id }) => known.filter(({ file }) => file.id === id));
  return (
    <div class="grid grid-cols-[repeat(auto-fill,minmax(6.5rem,1fr))] gap-2 sm:grid-cols-[repeat(auto-fill,minmax(9rem,1fr))]">
      {files.map((file) => (
        <Thumbnail
          key={file.id}
          {...{ file, read, words, onUndrawn }}
          onRead={(picture) => setKnown((before) => [...before, picture])}
          onOpen={setShown}
        />
      ))}
      {shown && <Viewer shown={shown} all={inOrder} words={words} onShow={setShown} onClose={() => setShown(null)} />}
    </div>
  );
}

interface ThumbnailProps extends Omit<PicturesProps, "files"> {
  file: Attachment;
  onRead: (picture: Picture) => void;
  onOpen: (picture: Picture) => void;
}

/** The picture once it is read; "failed" where it cannot be; null before. */
type State = Picture | "failed" | null;

function usePicture(file: Attachment, read: Read, onUndrawn: (file: Attachment) => void) {
  const [state, setState] = useState<State>(null);
  const show = async (): Promise<void> => {
    setState(null);
    try {
      const bytes = new Blob([await read(file.id)], { type: file.kind });
      const pixels = pixelsOf(await bytes.arrayBuffer());
      if (pixels === null || pixels > PIXELS_MAX) onUndrawn(file);
      else setState({ file, bytes, address: URL.createObjectURL(bytes) });
    } catch {
      setState("failed");
    }
  };
  const picture = state === "failed" ? null : state;
  useEffect(() => () => URL.revokeObjectURL(picture?.address ?? ""), [picture]);
  return { picture, failed: state === "failed", show };
}

function Thumbnail({ file, read, words, onRead, onOpen, onUndrawn }: ThumbnailProps) {
  const place = useRef<HTMLButtonElement>(null);
  const { picture, failed, show } = usePicture(file, read, onUndrawn);
  useSeen(place, show);
  return (
    <button
      ref={place}
      type="button"
      class="flex h-28 cursor-pointer items-center justify-center overflow-hidden rounded-lg border border-line bg-page hover:border-edge"
      aria-label={`${words.say(failed ? "files.unread" : "files.enlarge")}: ${file.name}`}
      onClick={() => (picture ? onOpen(picture) : failed && show())}
    >
      {picture && (
        <img
          src={picture.address}
          alt=""
          class="size-full object-cover object-top"
          onLoad={() => onRead(picture)}
          onError={() => onUndrawn(file)}
        />
      )}
      {!picture && !failed && <Spinner />}
      {failed && <span class="px-2 text-muted text-xs">{words.say("files.unread")}</span>}
    </button>
  );
}

/** Calls it once, when the element is nearly on screen. */
function useSeen(place: { current: HTMLElement | null }, act: () => void): void {
  const latest = useRef(act);
  useEffect(() => {
    const watched = new IntersectionObserver(
      ([entry]) => {
        if (!entry?.isIntersecting) return;
        watched.disconnect();
        latest.current();
      },
      { rootMargin: NEAR },
    );
    if (place.current) watched.observe(place.current);
    return () => watched.disconnect();
  }, [place]);
}
