/** Finds the web addresses in what a person wrote. */

interface Piece {
  text: string;
  /** Whether it is an address that can be followed. */
  link: boolean;
}

// Up to a character that no address contains: a space, a quotation mark, one that is not seen, or one of East Asian text.
const ADDRESS = /\bhttps?:\/\/[^\s<>"“”„«»\p{Cc}\p{Cf}\u3000-\u303f\uff00-\uff0f\uff1a-\uff20]+/giu;
/** What is longer is no address that a person means to be followed. */
const LONGEST = 2_000;
const ENDS_A_SENTENCE = /[.,;:!?'’…*_~)\]}]/;
const OPENED_BY: Record<string, string> = { ")": "(", "]": "[", "}": "{" };

/** The address without the punctuation of the sentence around it; brackets belong to it where it also opens them. */
function trimmed(address: string): string {
  let end = address.length;
  for (; end > 0; end -= 1) {
    const last = address.charAt(end - 1);
    if (!ENDS_A_SENTENCE.test(last)) break;
    const opening = OPENED_BY[last];
    const inside = address.slice(0, end);
    if (opening && count(inside, opening) >= count(inside, last)) break;
  }
  return address.slice(0, end);
}

/** An address with a user's name before an @ leads elsewhere than it looks, and nobody needs one. */
function canBeFollowed(address: string): boolean {
  return URL.canParse(address) && new URL(address).username === "";
}

function count(text: string, character: string): number {
  return text.split(character).length - 1;
}

/** The text in pieces, in order; nothing of it is lost. */
export function linked(text: string): Piece[] {
  const pieces: Piece[] = [];
  let done = 0;
  for (const { 0: found, index } of text.matchAll(ADDRESS)) {
    if (found.length > LONGEST) continue;
    const address = trimmed(found);
    if (!canBeFollowed(address)) continue;
    if (index > done) pieces.push({ text: text.slice(done, index), link: false });
    pieces.push({ text: address, link: true });
    done = index + address.length;
  }
  if (done < text.length) pieces.push({ text: text.slice(done), link: false });
  return pieces;
}
