import { useState } from "preact/hooks";
import { readCompact, writeCompact } from "./preferences";

/** Whether rows take one line each, and how to change that. */
export function useCompact(uid: string): [boolean, (compact: boolean) => void] {
  const [compact, setCompact] = useState(() => readCompact(uid));
  const change = (value: boolean): void => {
    writeCompact(uid, value);
    setCompact(value);
  };
  return [compact, change];
}
