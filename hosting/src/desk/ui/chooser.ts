/** What is to be chosen now, by whichever button or key asked for it. */

import type { ComponentChildren } from "preact";
import { Store } from "./store";

export interface Choice {
  value: string;
  label: string;
  /** A shape beside it. */
  mark?: ComponentChildren;
}

export interface Question {
  /** What the choice is about, for the menu's name. */
  label: string;
  choices: Choice[];
  /** The values that are set now. */
  chosen: readonly string[];
  choose: (value: string) => void;
  /** What stands for a text that is none of the choices. */
  make?: (text: string) => Choice | null;
  /** The menu opens below the middle of its place, not at the start. */
  centred?: boolean;
}

export interface Asked extends Question {
  /** Where the menu opens. */
  anchor: Element;
  /** What had the focus, and gets it back. */
  before: Element | null;
}

class Chooser extends Store<Asked | null> {
  constructor() {
    super(null);
  }

  ask(anchor: Element, question: Question): void {
    this.set({ ...question, anchor, before: document.activeElement });
  }

  /** Closes the menu; `refocus` unless the person has gone elsewhere with the focus already. */
  close(refocus: boolean): void {
    const before = this.state?.before;
    this.set(null);
    if (refocus && before instanceof HTMLElement && before.isConnected) before.focus();
  }

  choose(value: string): void {
    const asked = this.state;
    this.close(true);
    asked?.choose(value);
  }
}

/** One menu is open at a time. */
export const chooser = new Chooser();

/** The choices of which each typed word begins a word, in their order. */
export function narrowed(choices: Choice[], text: string): Choice[] {
  const typed = wordsOf(text);
  return choices.filter(({ label }) => {
    const words = wordsOf(label);
    return typed.every((it) => words.some((word) => word.startsWith(it)));
  });
}

function wordsOf(text: string): string[] {
  return text
    .toLocaleLowerCase()
    .split(/[^\p{L}\p{N}@.]+/u)
    .filter(Boolean);
}
