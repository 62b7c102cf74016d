/** Where an export goes: straight into a file where the browser can do that, else into a download at its end. */

import { saveFile } from "../../shared/attachments/save";

export interface FileSink {
  write: (text: string) => Promise<void>;
  /** What was written becomes a file. */
  close: () => Promise<void>;
  /** What was written is forgotten. */
  discard: () => Promise<void>;
}

interface SavePicker {
  showSaveFilePicker?: (options: object) => Promise<{ createWritable: () => Promise<FileSystemWritableFileStream> }>;
}

const TYPE = "text/csv;charset=utf-8";

/** Asks where to save, where the browser can; null if the person does not want to. Must be called from a click. */
export async function openSink(name: string): Promise<FileSink | null> {
  const { showSaveFilePicker } = window as SavePicker;
  if (!showSaveFilePicker) return new Download(name);
  try {
    const types = [{ description: "CSV", accept: { "text/csv": [".csv"] } }];
    const file = await showSaveFilePicker.call(window, { suggestedName: name, types });
    return streamed(await file.createWritable());
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") return null;
    // Not allowed to write where the person pointed, or not allowed to ask.
    return new Download(name);
  }
}

function streamed(stream: FileSystemWritableFileStream): FileSink {
  return { write: (text) => stream.write(text), close: () => stream.close(), discard: () => stream.abort() };
}

/** Blobs, which the browser may keep on disk. */
class Download implements FileSink {
  private parts: Blob[] = [];

  constructor(private readonly name: string) {}

  async write(text: string): Promise<void> {
    this.parts.push(new Blob([text]));
  }

  async close(): Promise<void> {
    saveFile(new Blob(this.parts, { type: TYPE }), this.name);
  }

  async discard(): Promise<void> {
    this.parts = [];
  }
}
