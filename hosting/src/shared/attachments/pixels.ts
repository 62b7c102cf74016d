/** How large a picture gets once it is drawn, which a small file may lie about by a factor of thousands. */

/** More are not drawn: 64 million take a quarter of a gigabyte. Phones take up to 50 million. */
export const PIXELS_MAX = 64_000_000;
/** Sizes of HEIF pictures stand in their first boxes. */
const BOXES_MAX = 4_096;

/** What the header of a picture says; 0 where it says nothing that can be read. */
export function pixelsOf(bytes: ArrayLike<number>): number {
  const view = new DataView(Uint8Array.from(bytes).buffer);
  try {
    if (text(view, 1, "PNG")) return view.getUint32(16) * view.getUint32(20);
    if (text(view, 0, "GIF8")) return view.getUint16(6, true) * view.getUint16(8, true);
    if (text(view, 0, "RIFF") && text(view, 8, "WEBP")) return ofWebp(view);
    if (text(view, 4, "ftyp")) return ofBoxes(view);
    return view.getUint16(0) === 0xffd8 ? ofJpeg(view) : 0;
  } catch {
    return 0; // It ends before it says so.
  }
}

function text(view: DataView, at: number, wanted: string): boolean {
  return [...wanted].every(
    (letter, place) => at + place < view.byteLength && view.getUint8(at + place) === letter.charCodeAt(0),
  );
}

/** Simple, lossless, and extended, which has 24 bits for each side less one. */
function ofWebp(view: DataView): number {
  if (text(view, 12, "VP8 ")) return (view.getUint16(26, true) & 0x3fff) * (view.getUint16(28, true) & 0x3fff);
  if (text(view, 12, "VP8L")) {
    const sides = view.getUint32(21, true);
    return ((sides & 0x3fff) + 1) * (((sides >> 14) & 0x3fff) + 1);
  }
  return ((view.getUint32(24, true) & 0xffffff) + 1) * ((view.getUint32(26, true) >>> 8) + 1);
}

/** Segments of the size begin with C0 to CF, but for three of other meaning. */
function ofJpeg(view: DataView): number {
  for (let at = 2; ; at += 2 + view.getUint16(at + 2)) {
    const kind = view.getUint8(at + 1);
    if ((kind & 0xf0) === 0xc0 && ![0xc4, 0xc8, 0xcc].includes(kind))
      return view.getUint16(at + 5) * view.getUint16(at + 7);
  }
}

/** Of AVIF: the largest of its parts. */
function ofBoxes(view: DataView): number {
  let largest = 0;
  for (let at = 8; at < Math.min(BOXES_MAX, view.byteLength - 16); at++)
    if (text(view, at, "ispe")) largest = Math.max(largest, view.getUint32(at + 8) * view.getUint32(at + 12));
  return largest;
}
