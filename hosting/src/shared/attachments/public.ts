/** Files on the public pages, with their words in the language of the page. */

import { type ComponentType, h } from "preact";
import { failureText } from "../failure-text";
import { t } from "../i18n";
import ar from "../messages/ar/attachments.json?url";
import de from "../messages/de/attachments.json?url";
import en from "../messages/en/attachments.json?url";
import { request } from "../request";
import { speakAlso } from "../speak-also";
import { type FilesProps, Shown } from "./shown";
import { uploading } from "./transport";
import { UploadList } from "./upload-list";
import { type Change, type Part, Uploads } from "./uploads";
import type { Words } from "./wording";

const WORDS: Words = { say: t, explain: failureText };

let words: Promise<void> | null = null;

/** Loads the words, once. */
async function learn(): Promise<void> {
  words ??= speakAlso({ en, de, ar });
  try {
    await words;
  } catch (error) {
    words = null;
    throw error;
  }
}

/** Fails when the words cannot be loaded. */
export async function openUploads(change: Change): Promise<Part> {
  await learn();
  const uploads = new Uploads((file, sending) => request(...uploading(file, sending)), change);
  return { uploads, List: (props) => h(UploadList, { ...props, uploads, words: WORDS }) };
}

const ShownFiles: ComponentType<FilesProps> = (props) => h(Shown, { ...props, words: WORDS });

/** Fails when the words cannot be loaded. */
export async function openShown(): Promise<typeof ShownFiles> {
  await learn();
  return ShownFiles;
}
