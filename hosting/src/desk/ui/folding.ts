/** Folds texts as functions/common/tickets/folding.py does, so that the desk marks what the server has found. */

// Marks that people leave out when they type; the server names the same.
const OPTIONAL =
  // biome-ignore lint/suspicious/noMisleadingCharacterClass: every mark is meant by itself
  /[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\u{e0100}-\u{e01ef}\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed]/gu;
// Letters with a stroke or a joint that Unicode does not decompose.
const LETTERS: Record<string, string> = {
  æ: "ae",
  œ: "oe",
  ø: "o",
  đ: "d",
  ð: "d",
  ħ: "h",
  ı: "i",
  ł: "l",
  ŋ: "n",
  ŧ: "t",
  þ: "th",
};
const WORD_CHARACTER = /[\p{L}\p{N}\p{M}]/u;
// Thai and Lao, Myanmar, Khmer, kana and Bopomofo, Han: scripts written without spaces.
const UNSPACED =
  /^[\u0e00-\u0eff\u1000-\u109f\ua9e0-\ua9ff\uaa60-\uaa7f\u1780-\u17ff\u19e0-\u19ff\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3031-\u303c\u3041-\u312f\u31a0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{1aff0}-\u{1b16f}\u{20000}-\u{3ffff}]/u;
// The server names the same.
const APOSTROPHE = /['`"\u02b9\u02bb-\u02bf\u055a\u05f3\u05f4\u2018\u2019\u201b\u2032\ua78c]/u;
const HYPHEN = /[-\u2010]/;
const FORMAT = /\p{Cf}/u;
const DIGIT = /\p{Nd}/u;
// Typed for an apostrophe; Unicode takes it for a space with an accent.
const ACUTE = "\u00b4";
// Letters with marks, decomposed, for which people type two letters.
const SPELT: Record<string, string> = { "a\u0308": "ae", "o\u0308": "oe", "u\u0308": "ue", ø: "oe", "a\u030a": "aa" };
// The server names the same.
const SECOND_LETTER = /(?:[ao]e|(?<![aeq])ue|aa)$/;
const ZERO_WIDTH_SPACE = "\u200b";
const GRAPHEMES = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** One character as its reader sees it, where it is in the text, and what stands for it. */
export interface Folded {
  start: number;
  end: number;
  /** Letters and digits; "" for what does not count, a space for what separates words, ' or - for what joins them. */
  text: string;
  /** The two letters that people type for it, if they do. */
  spelt?: string | undefined;
}

/** Full case folding, nearly: the detour by upper case takes ß to ss and ς to σ. */
function caseFolded(char: string): string {
  return char.toUpperCase().toLowerCase();
}

/** Decimal digits of any script come in runs of ten, beginning with the zero. */
function digit(char: string): string {
  const code = char.codePointAt(0) ?? 0;
  let zero = code;
  while (code - zero < 9 && DIGIT.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String((code - zero) % 10);
}

function foldedPoint(char: string): string {
  if (char.replace(OPTIONAL, "") === "" || (FORMAT.test(char) && char !== ZERO_WIDTH_SPACE)) return "";
  if (APOSTROPHE.test(char)) return "'";
  if (HYPHEN.test(char)) return "-";
  if (!WORD_CHARACTER.test(char)) return " ";
  if (DIGIT.test(char)) return digit(char);
  const bare = caseFolded(char).normalize("NFKD").replace(OPTIONAL, "");
  return [...bare].map((letter) => LETTERS[letter] ?? letter).join("");
}

/** The text, character by character. */
export function folded(text: string): Folded[] {
  const chars: Folded[] = [...GRAPHEMES.segment(text)].map(({ segment, index }) => ({
    start: index,
    end: index + segment.length,
    text: [...segment.replaceAll(ACUTE, "'").normalize("NFKD")].map(foldedPoint).join("").normalize("NFC"),
    spelt: SPELT[segment.normalize("NFKD").toLowerCase()],
  }));
  return chars.map((char, place) => (isJoint(char.text) && !joins(chars, place) ? { ...char, text: " " } : char));
}

/** Whether the character begins a run in a script that is written without spaces, in which words are found anywhere. */
export function isUnspaced(text: string): boolean {
  return UNSPACED.test(text);
}

/** Whether the folded text ends in the second of two letters that people type for one with a mark. */
export function endsSpelt(text: string): boolean {
  return SECOND_LETTER.test(text);
}

/** Whether the character is an apostrophe or a hyphen within a word. */
export function isJoint(text: string): boolean {
  return text === "'" || text === "-";
}

function joins(chars: Folded[], place: number): boolean {
  return [-1, 1].every((step) => {
    let at = place + step;
    while (chars[at]?.text === "") at += step;
    const text = chars[at]?.text ?? " ";
    return text.trim() !== "" && !isJoint(text) && !isUnspaced(text);
  });
}
