import { useState } from "preact/hooks";
import { readStored, store } from "../../shared/storage";

/** Which of the words was chosen in this browser, the first until then, and how to choose. */
export function useKept<Word extends string>(key: string, words: readonly [Word, Word]): [Word, (word: Word) => void] {
  const [kept, setKept] = useState(() => words.find((it) => it === readStored(key)) ?? words[0]);
  const keep = (word: Word): void => {
    store(key, word);
    setKept(word);
  };
  return [kept, keep];
}

/** The same for what is on or off. */
export function useSwitch(
  key: string,
  otherwise: boolean,
  [on, off] = ["true", "false"],
): [boolean, (on: boolean) => void] {
  const [kept, keep] = useKept(key, otherwise ? [on, off] : [off, on]);
  return [kept === on, (value) => keep(value ? on : off)];
}
