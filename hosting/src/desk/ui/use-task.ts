import { useState } from "preact/hooks";
import { explain } from "./explain";

interface Task {
  busy: boolean;
  /** Why the last run failed. */
  failure: string | null;
  run: (work: () => Promise<void>) => void;
}

/** Does one thing at a time for a component, and keeps why it failed. */
export function useTask(): Task {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const run = async (work: () => Promise<void>): Promise<void> => {
    if (busy) return;
    setBusy(true);
    setFailure(null);
    await work().catch((error) => setFailure(explain(error)));
    setBusy(false);
  };
  return { busy, failure, run: (work) => void run(work) };
}
