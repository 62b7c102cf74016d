/** Files on their way to a text. The code that prepares, uploads and lists them is loaded with the first of them. */

import type { FunctionComponent } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Attached } from "./attached";
import type { Part, Pending } from "./attachments/uploads";

const EVENTS = ["paste", "drop", "dragover", "dragleave"];

export interface Attaching {
  /** What is uploaded. */
  kept: Attached[];
  /** What is not, or not yet. */
  pending: Pending[];
  /** undefined until there is a file, null while the code is being loaded. */
  part: Part | null | undefined;
  add: (files: File[]) => void;
}

/** `load` is called until it succeeds; where it fails, `otherwise` stands for the list. */
export function useAttaching(
  kept: Attached[],
  load: () => Promise<Part>,
  otherwise: FunctionComponent,
  begun = false,
): Attaching {
  const [part, setPart] = useState<Part | null>();
  const [pending, setPending] = useState<Pending[]>([]);
  const loading = useRef<Promise<Part> | null>(null);
  const add = async (files: File[]): Promise<void> => {
    setPart((loaded) => (loaded?.uploads ? loaded : null));
    try {
      loading.current ??= load();
      const loaded = await loading.current;
      setPart(loaded);
      loaded.uploads?.listen(setPending);
      loaded.uploads?.add(files, kept.length);
    } catch {
      loading.current = null;
      setPart({ List: otherwise });
    }
  };
  const isNeeded = begun || kept.length > 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: files of an earlier visit are listed, which is done once
  useEffect(() => void (isNeeded && !part && add([])), [isNeeded]);
  return { kept, pending, part, add };
}

/** Takes files that are dropped on the page or pasted into it. Whether some are being dragged over it. */
export function useIncoming(add: (files: File[]) => unknown): boolean {
  const [over, setOver] = useState(false);
  const latest = useRef(add);
  latest.current = add;
  useEffect(() => {
    const hear = (event: Event): void => {
      const pasted = (event as ClipboardEvent).clipboardData;
      const data = pasted ?? (event as DragEvent).dataTransfer;
      // What office programs copy is text with a picture of it; beside a copied file its name is text, too.
      const isText = pasted?.getData("text/html") && pasted.getData("text/plain");
      const files = !isText && data?.types.includes("Files") && data.files;
      setOver(!!files && event.type === "dragover");
      if (!files) return;
      // Else the browser would leave the page for the file.
      event.preventDefault();
      if (files.length > 0) latest.current([...files]);
    };
    const listening = new AbortController();
    for (const name of EVENTS) document.addEventListener(name, hear, { signal: listening.signal });
    return () => listening.abort();
  }, []);
  return over;
}

/**
 * Calls `send`, with what it is given, as soon as no file is on its way, but not where a file was chosen and could not be
 * taken meanwhile. Whether it waits, and how to begin.
 */
export function useWhenThere<Given>(
  { part }: Attaching,
  send: (given: Given) => void,
): [boolean, (given: Given) => void] {
  const [waiting, setWaiting] = useState<[Given, Attaching["part"]] | null>(null);
  const ready = waiting && part !== null && !part?.uploads?.busy;
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is sent once, as it is then
  useLayoutEffect(() => {
    if (!ready) return;
    setWaiting(null);
    if (part?.uploads || part === waiting[1]) send(waiting[0]);
  }, [ready]);
  return [!!waiting, (given) => setWaiting([given, part])];
}
