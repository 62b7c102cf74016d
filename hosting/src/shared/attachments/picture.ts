/** Pictures before they are sent: no larger than needed, upright, and without the place and the camera. */

const LONGEST_PX = 2_560;
const QUALITY = 0.85;
/** What can be encoded again, and as what. An animation (GIF) would stand still, so it is left as it is. */
const ENCODED_AS: Record<string, string> = {
  "image/jpeg": "image/jpeg",
  "image/png": "image/png",
  "image/webp": "image/webp",
  "image/heic": "image/jpeg",
  "image/heif": "image/jpeg",
  "image/avif": "image/jpeg",
};
const ENDINGS: Record<string, RegExp> = { "image/jpeg": /\.jpe?g$/i, "image/png": /\.png$/i, "image/webp": /\.webp$/i };
const SHOWN = ["image/jpeg", "image/png", "image/webp", "image/gif", "image/avif"];

/** Whether a file of this kind is shown as a picture. No other kind ever is: an SVG, for one, is a page. */
export function isPicture(kind: string): boolean {
  return SHOWN.includes(kind);
}

/** Both sides, in pixels, so that the longer one is as long as it may be. */
export function fitted(width: number, height: number): [number, number] {
  const scale = Math.min(1, LONGEST_PX / Math.max(width, height));
  return [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))];
}

/** The name with the ending of its kind. */
export function renamed(name: string, kind: string): string {
  if (ENDINGS[kind]?.test(name)) return name;
  return `${name.replace(/\.\w{1,5}$/, "")}.${kind.slice("image/".length).replace("jpeg", "jpg")}`;
}

function encoded(canvas: HTMLCanvasElement, kind: string): Promise<Blob | null> {
  return new Promise((resolve) => canvas.toBlob(resolve, kind, QUALITY));
}

/** The file as it is to be sent. What the browser cannot read as a picture is sent as it is. */
export async function prepared(file: File): Promise<File> {
  const kind = ENCODED_AS[file.type];
  // The browser turns it upright as it reads it.
  const picture = kind && (await createImageBitmap(file, { imageOrientation: "from-image" }).catch(() => null));
  if (!picture) return file;
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = fitted(picture.width, picture.height);
  const drawing = canvas.getContext("2d");
  if (drawing) drawing.imageSmoothingQuality = "high";
  drawing?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  // A browser that cannot write this kind writes PNG.
  const blob = drawing && (await encoded(canvas, kind));
  return blob ? new File([blob], renamed(file.name, blob.type), { type: blob.type }) : file;
}
