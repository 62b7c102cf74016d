import { useLayoutEffect, useReducer, useRef } from "preact/hooks";

/** A state that components show, and that changes as a whole. */
export class Store<State> {
  private readonly listeners = new Set<() => void>();

  constructor(private current: State) {}

  get state(): State {
    return this.current;
  }

  protected set(state: State): void {
    this.current = state;
    for (const listener of this.listeners) listener();
  }

  /** Returns how to stop listening. */
  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
}

/** The store's state; the component is drawn again at each change of it. */
export function useStore<State>(store: Store<State>): State {
  const [, redraw] = useReducer((count: number, _: undefined) => count + 1, 0);
  useLayoutEffect(() => {
    const listener = () => redraw(undefined);
    // What changed between the drawing and the listening would else stay unseen.
    listener();
    return store.subscribe(listener);
  }, [store]);
  return store.state;
}

/** A part of the store's state; the component is drawn again only when that part becomes another. */
export function useSelected<State, Part>(store: Store<State>, select: (state: State) => Part): Part {
  const [, redraw] = useReducer((count: number, _: undefined) => count + 1, 0);
  const part = select(store.state);
  const drawn = useRef({ select, part });
  drawn.current = { select, part };
  useLayoutEffect(() => {
    const listener = () => {
      if (drawn.current.select(store.state) !== drawn.current.part) redraw(undefined);
    };
    listener();
    return store.subscribe(listener);
  }, [store]);
  return part;
}
