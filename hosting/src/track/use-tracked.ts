import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { LOADING, type Tracking, Watch } from "./watch";

/** How far below the window's top edge the form begins in which a person is at work, in CSS pixels; null without one. */
function placeOfWork(): number | null {
  return document.activeElement?.closest("form")?.getBoundingClientRect().top ?? null;
}

/** The state, and how to set it: what appears above a form moves the page, so that the form stays in its place. */
function useInPlace(): [Tracking, (next: Tracking) => void] {
  const [state, setState] = useState(LOADING);
  const before = useRef<number | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a state is not read, it says that the page was drawn.
  useLayoutEffect(() => {
    const after = placeOfWork();
    if (before.current !== null && after !== null) window.scrollBy(0, after - before.current);
    before.current = null;
  }, [state]);
  const set = (next: Tracking): void => {
    before.current = placeOfWork();
    setState(next);
  };
  return [state, set];
}

/** The ticket of the link in the address bar, and the watch over it. */
export function useTracked(): [Tracking, Watch] {
  const [state, setState] = useInPlace();
  const [watch] = useState(() => new Watch(setState));

  useEffect(() => {
    const listening = new AbortController();
    const hear = (place: EventTarget, name: string, act: () => void): void =>
      place.addEventListener(name, act, { signal: listening.signal });
    hear(document, "visibilitychange", () => (document.hidden ? watch.rest() : watch.attend()));
    hear(window, "focus", () => watch.attend());
    hear(window, "online", () => watch.attend());
    hear(window, "hashchange", () => {
      window.scrollTo(0, 0);
      watch.open();
    });
    watch.open();
    return () => {
      watch.rest();
      listening.abort();
    };
  }, [watch]);

  return [state, watch];
}
