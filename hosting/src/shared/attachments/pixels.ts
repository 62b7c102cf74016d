/** How many pixels a picture has once it is drawn: a small file can unfold to gigabytes. */

/** More are not drawn: 64 million take a quarter of a gigabyte. */
export const PIXELS_MAX = 64_000_000;

/** What the header of a picture says; null where no size is found, however much of it is there. */
export function pixelsOf(bytes: ArrayBuffer | ArrayLike<number>): number | null {
  const view = new DataView(new Uint8Array(bytes).buffer);
  try {
    if (says(view, 1, "PNG")) return view.getUint32(16) * view.getUint32(20);
    if (says(view, 0, "GIF8")) return ofGif(view);
    if (says(view, 0, "RIFF") && says(view, 8, "WEBP")) return ofWebp(view);
    if (says(view, 4, "ftyp")) return ofBoxes(view);
    return view.getUint16(0) === 0xffd8 ? ofJpeg(view) : null;
  } catch {
    return null; // It ends before it says so.
  }
}

function says(view: DataView, at: number, text: string): boolean {
  return [...text].every((letter, place) => view.getUint8(at + place) === letter.charCodeAt(0));
}

/** The screen, or the first frame, to which browsers enlarge it. It stands behind the colours and the extensions. */
function ofGif(view: DataView): number {
  const colours = view.getUint8(10);
  let at = 13 + (colours & 0x80 ? 3 * 2 ** ((colours & 7) + 1) : 0);
  while (view.getUint8(at) === 0x21) {
    at += 2;
    while (view.getUint8(at) > 0) at += 1 + view.getUint8(at);
    at += 1;
  }
  const [left, top, wide, high] = [1, 3, 5, 7].map((place) => view.getUint16(at + place, true)) as Four;
  return Math.max(view.getUint16(6, true), left + wide) * Math.max(view.getUint16(8, true), top + high);
}

type Four = [number, number, number, number];

/** Simple, lossless, and extended, which has 24 bits for each side less one. */
function ofWebp(view: DataView): number {
  if (says(view, 12, "VP8 ")) return (view.getUint16(26, true) & 0x3fff) * (view.getUint16(28, true) & 0x3fff);
  if (says(view, 12, "VP8L")) {
    const sides = view.getUint32(21, true);
    return ((sides & 0x3fff) + 1) * (((sides >> 14) & 0x3fff) + 1);
  }
  return ((view.getUint32(24, true) & 0xffffff) + 1) * ((view.getUint32(26, true) >>> 8) + 1);
}

/** Segments of the size begin with C0 to CF, but for three of other meaning; FF may fill, and some have no length. */
function ofJpeg(view: DataView): number | null {
  let at = 2;
  while (view.getUint8(at) === 0xff) {
    const kind = view.getUint8(at + 1);
    if (kind === 0xff) at += 1;
    else if (kind === 1 || (kind & 0xf8) === 0xd0) at += 2;
    else if ((kind & 0xf0) === 0xc0 && ![0xc4, 0xc8, 0xcc].includes(kind))
      return view.getUint16(at + 5) * view.getUint16(at + 7);
    else at += 2 + view.getUint16(at + 2);
  }
  return null;
}

/** Of AVIF: the largest of its parts, whose sizes stand in the box "meta". */
function ofBoxes(view: DataView): number | null {
  let start = 0;
  while (!says(view, start + 4, "meta")) start += Math.max(8, view.getUint32(start));
  const end = Math.min(view.byteLength, start + view.getUint32(start)) - 16;
  let largest: number | null = null;
  for (let at = start; at <= end; at++)
    if (says(view, at, "ispe")) largest = Math.max(largest ?? 0, view.getUint32(at + 8) * view.getUint32(at + 12));
  return largest;
}
