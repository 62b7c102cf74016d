import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { explain } from "./explain";

export interface Reading<Answer> {
  /** null before the first answer. */
  answer: Answer | null;
  /** Why it could not be read the last time; what is on screen, if anything, is older. */
  failure: string | null;
  reload: () => Promise<void>;
}

/** An answer of the server: read now, when the person comes back to the page, and on demand. */
export function useReading<Answer>(read: () => Promise<Answer>): Reading<Answer> {
  const [state, setState] = useState<Omit<Reading<Answer>, "reload">>({ answer: null, failure: null });
  const turn = useRef(0);
  const reload = useCallback(async () => {
    turn.current += 1;
    const mine = turn.current;
    const finish = (part: Partial<Reading<Answer>>): void => {
      // The answer to an older question says less.
      if (mine === turn.current) setState((before) => ({ ...before, ...part }));
    };
    await read().then(
      (answer) => finish({ answer, failure: null }),
      (error) => finish({ failure: explain(error) }),
    );
  }, [read]);
  useEffect(() => {
    void reload();
    const again = (): void => void reload();
    for (const event of ["focus", "online"]) window.addEventListener(event, again);
    return () => {
      for (const event of ["focus", "online"]) window.removeEventListener(event, again);
    };
  }, [reload]);
  return { ...state, reload };
}
