import type { RefObject } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";

/** So near to the end one still reads the newest. */
const NEAR_PX = 48;

export interface Scrolling {
  place: RefObject<HTMLElement | null>;
  onScroll: () => void;
  toEnd: () => void;
  /** The id of the newest message that was on screen; null where there is none. */
  seen: string | null;
}

/**
 * Opens at the end and stays there while new messages come. Whoever reads further up keeps their place, also when older
 * ones come above. `newest` and `oldest` are the ids of what is shown, `sent` of what the agent wrote last.
 */
export function useScrolling(newest: string | null, oldest: string | null, sent: string | null): Scrolling {
  const place = useRef<HTMLElement>(null);
  const atEnd = useRef(true);
  const before = useRef({ top: 0, height: 0 });
  const drawn = useRef({ newest, oldest });
  const [seen, setSeen] = useState<string | null>(null);
  const note = (): void => {
    const it = place.current;
    if (!it) return;
    const near = it.scrollHeight - it.clientHeight - it.scrollTop < NEAR_PX;
    // What has grown below since is no leaving: only the reader scrolls up.
    atEnd.current = near || (atEnd.current && it.scrollTop >= before.current.top);
    before.current = { top: it.scrollTop, height: it.scrollHeight };
    if (atEnd.current) setSeen(newest);
  };
  const toEnd = (): void => {
    const it = place.current;
    if (it) it.scrollTop = it.scrollHeight;
    note();
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is done when what is shown changes
  useLayoutEffect(() => {
    const it = place.current;
    const isOwn = newest !== drawn.current.newest && newest === sent;
    const above = oldest !== drawn.current.oldest;
    drawn.current = { newest, oldest };
    if (atEnd.current || isOwn) return toEnd();
    if (it && above) it.scrollTop = before.current.top + it.scrollHeight - before.current.height;
    note();
  }, [newest, oldest]);
  useStaying(place, atEnd);
  return { place, onScroll: note, toEnd, seen };
}

/** Who reads the end stays there while something in it, or below it, changes its size. */
function useStaying(place: RefObject<HTMLElement | null>, atEnd: RefObject<boolean>): void {
  useEffect(() => {
    const watched = new ResizeObserver(() => atEnd.current && place.current?.scrollTo(0, place.current.scrollHeight));
    for (const it of [place.current, place.current?.firstElementChild]) if (it) watched.observe(it);
    return () => watched.disconnect();
  }, [place, atEnd]);
}
