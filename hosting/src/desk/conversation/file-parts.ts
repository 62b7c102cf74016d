/** Files on the desk, with their words. Loaded where there are any. */

import { type ComponentType, h } from "preact";
import { type FilesProps, Shown } from "../../shared/attachments/shown";
import { uploading } from "../../shared/attachments/transport";
import { UploadList } from "../../shared/attachments/upload-list";
import { type Change, type Part, Uploads } from "../../shared/attachments/uploads";
import type { Words } from "../../shared/attachments/wording";
import english from "../../shared/messages/en/attachments.json";
import type { TicketApi } from "../tickets/api";
import { explain } from "../ui/explain";

const WORDS: Words = {
  say: (key, values = {}) => english[key].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name])),
  explain,
};

export function makeUploads(api: TicketApi, change: Change): Part {
  const uploads = new Uploads((file, sending) => api.uploadFile(uploading(file, sending)), change);
  return { uploads, List: (props) => h(UploadList, { ...props, uploads, words: WORDS }) };
}

export const ShownFiles: ComponentType<FilesProps> = (props) => h(Shown, { ...props, words: WORDS });
