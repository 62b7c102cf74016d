/** Names, kinds and sizes of files as they are shown. */

import { locale } from "../locale";

/** Office files and archives by their short names; all others are named by the end of their media type. */
const KINDS: Record<string, string> = {
  "text/plain": "TXT",
  "image/jpeg": "JPG",
  "application/x-7z-compressed": "7Z",
  "application/x-bzip2": "BZ2",
  "application/msword": "DOC",
  "application/vnd.ms-excel": "XLS",
  "application/vnd.ms-powerpoint": "PPT",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "DOCX",
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "XLSX",
  "application/vnd.openxmlformats-officedocument.presentationml.presentation": "PPTX",
  "application/vnd.oasis.opendocument.text": "ODT",
  "application/vnd.oasis.opendocument.spreadsheet": "ODS",
  "application/vnd.oasis.opendocument.presentation": "ODP",
};

/** Characters that cannot be seen, and those that would turn the rest of the name round. */
const UNSEEN = /[\p{Cc}\p{Cs}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu;

/** The name of a file of this device, so that it reads as what it is. */
export function readable(name: string): string {
  return name.replace(UNSEEN, "") || "file";
}

/** The kind in a few capital letters. */
export function kindName(kind: string): string {
  const end = kind.slice(kind.lastIndexOf("/") + 1).replace(/^(x|vnd)[-.]/, "");
  return KINDS[kind] ?? (end.length > 5 ? "" : end.toUpperCase());
}

/** As in "1.2 MB". */
export function sizeText(bytes: number): string {
  const [unit, count] = bytes < 1e6 ? ["kilobyte", Math.max(1, bytes / 1e3)] : ["megabyte", bytes / 1e6];
  const format = { style: "unit", unit, maximumFractionDigits: bytes < 1e6 ? 0 : 1 } as const;
  return new Intl.NumberFormat(locale(), format).format(count);
}
