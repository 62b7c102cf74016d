/** Finds the search words in a text, as the server finds them: at the beginnings of words, whatever case and accents. */

import { endsSpelt, type Folded, folded, isJoint, isUnspaced } from "./folding";

/** Words are compared on this many characters, as on the server. */
const PREFIX_MAX = 20;
const REFERENCE_PREFIX_MIN = 3;

export interface Part {
  text: string;
  marked: boolean;
}

function wordsOf(search: string): string[] {
  const text = folded(search).map((char) => char.text);
  const words = text.join("").replaceAll("'", "").split(/[ -]/).flatMap(pieces);
  return [...new Set(words)].sort((one, other) => other.length - one.length);
}

/** A word as it is; a run without spaces in pairs of neighbours, as it is found. */
function pieces(word: string): string[] {
  const chars = [...word];
  if (!chars.some(isUnspaced)) return word ? [word.slice(0, PREFIX_MAX)] : [];
  return chars.length < 3 ? [word] : chars.slice(1).map((char, place) => `${chars[place]}${char}`);
}

/** The text in parts, those that were searched for marked. */
export function highlighted(text: string, search: string): Part[] {
  const words = wordsOf(search);
  if (words.length === 0) return [{ text, marked: false }];
  const chars = folded(text);
  const marks = chars.map(() => false);
  let inWord = false;
  chars.forEach((char, place) => {
    const unspaced = isUnspaced(char.text);
    if (!inWord || unspaced) for (const word of words) mark(marks, place, lengthOf(chars, place, word));
    if (char.text !== "") inWord = !char.text.startsWith(" ") && !isJoint(char.text) && !unspaced;
  });
  return partsOf(text, chars, marks);
}

function mark(marks: boolean[], from: number, length: number): void {
  marks.fill(true, from, from + length);
}

/** How many characters from there on are the word; 0 if it is another. */
function lengthOf(chars: Folded[], from: number, word: string): number {
  let rest = word;
  let before = "";
  for (let place = from; place < chars.length; place += 1) {
    const { text: plain = "", spelt } = chars[place] ?? {};
    const text = spelt?.startsWith(rest) || (spelt && rest.startsWith(spelt)) ? spelt : plain;
    before += plain;
    if (place > from && (isJoint(text) || (text.length === 1 && !rest.startsWith(text) && endsSpelt(before)))) continue;
    // What a character stands for may be longer than what is left of the word: the ligature of "fi" begins with "f".
    if (text.startsWith(rest)) return place - from + 1;
    if (!rest.startsWith(text)) return 0;
    rest = rest.slice(text.length);
  }
  return 0;
}

function partsOf(text: string, chars: { start: number; end: number }[], marks: boolean[]): Part[] {
  const parts: Part[] = [];
  chars.forEach(({ start, end }, place) => {
    const marked = marks[place] ?? false;
    const last = parts.at(-1);
    if (last?.marked === marked) last.text += text.slice(start, end);
    else parts.push({ text: text.slice(start, end), marked });
  });
  return parts;
}

/** The same for a reference, which is also found by its beginning without dashes, and with o, i and l for digits. */
export function highlightedReference(reference: string, search: string): Part[] {
  const compact = search.replace(/[\s\p{Pd}]/gu, "").toUpperCase();
  const typed = compact.replaceAll("O", "0").replaceAll(/[IL]/g, "1");
  const bare = reference.replaceAll("-", "");
  if (typed.length < REFERENCE_PREFIX_MIN || !bare.startsWith(typed)) return highlighted(reference, search);
  const length = typed.length + Math.floor((typed.length - 1) / 4);
  const parts = [
    { text: reference.slice(0, length), marked: true },
    { text: reference.slice(length), marked: false },
  ];
  return parts.filter((part) => part.text !== "");
}

/** A piece of the first line with a word that was searched for, around that word; null if there is none. */
export function excerpt(text: string, search: string): Part[] | null {
  const lines = text.split("\n").map((line) => highlighted(line, search));
  const parts = lines.find((line) => line.some((part) => part.marked));
  if (!parts) return null;
  const first = parts.findIndex((part) => part.marked);
  return cut([{ text: lead(parts[first - 1]?.text ?? ""), marked: false }, ...parts.slice(first)]);
}

/** A title in the list: the same where the whole would end before the word. */
export function headline(title: string, search: string): Part[] {
  const whole = highlighted(title, search);
  return (title.length > TITLE_FITS && excerpt(title, search)) || whole;
}

const TITLE_FITS = 80;
const LEAD = 20;
const EXCERPT_MAX = 200;

/** The end of what is before the word, in whole characters, and in whole words if it has any. */
function lead(before: string): string {
  const chars = [...before];
  if (chars.length <= LEAD) return before;
  const end = chars.slice(-LEAD).join("");
  return `…${end.slice(Math.max(0, end.search(/ \S/)))}`;
}

function cut(parts: Part[]): Part[] {
  let left = EXCERPT_MAX;
  return parts
    .map((part) => {
      const chars = [...part.text].slice(0, left);
      left -= chars.length;
      return { ...part, text: chars.join("") };
    })
    .filter((part) => part.text !== "");
}
