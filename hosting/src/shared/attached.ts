/** A file that was uploaded for a text that is not sent yet. The server keeps it for a day. */
export interface Attached {
  id: string;
  name: string;
  /** In bytes. */
  size: number;
  /** The media type, as the server told it from the bytes. */
  kind: string;
  /** When it was uploaded, in ms since 1970 by this device. */
  at: number;
}

/** An hour less than the server keeps it. */
const KEPT_MS = 23 * 3600 * 1000;

/** Those of a stored draft that the server still has. */
export function stillThere(stored: Attached[] | undefined): Attached[] {
  return (stored ?? []).filter((it) => Math.abs(Date.now() - it.at) < KEPT_MS);
}

/** What is sent for them; nothing where there are none. */
export function idsOf(files: Attached[]): { attachments?: string[] } {
  return files.length > 0 ? { attachments: files.map(({ id }) => id) } : {};
}
