/** Files from the moment they are chosen until the server has them. */

import type { FunctionComponent } from "preact";
import type { Attached } from "../attached";
import type { Attaching } from "../attaching";
import { ATTACHMENTS_MAX, FILE_MAX, type UploadedAttachment } from "../contract";
import { ApiError, isAbort } from "../errors";
import { readable } from "./describing";
import { isPicture, prepared } from "./picture";
import { Refused } from "./refused";

const TOO_MANY_REQUESTS = 429;

export type Stage =
  | { is: "waiting" }
  /** `share` of the bytes that are sent, from 0 to 1. */
  | { is: "sending"; share: number }
  /** `final`: another try would fail, too. */
  | { is: "failed"; error: unknown; final: boolean };

export interface Pending {
  /** Also the idempotency key. */
  key: string;
  name: string;
  file: File;
  /** Whether `file` is as it is sent: another try with this key sends the same bytes. */
  ready?: boolean;
  stage: Stage;
}

/** Changes the files that are uploaded. */
export type Change = (revise: (files: Attached[]) => Attached[]) => void;

export interface Sending {
  key: string;
  signal: AbortSignal;
  progress: (share: number) => void;
}

export type Send = (file: File, sending: Sending) => Promise<UploadedAttachment>;

/** What is loaded with the first file. */
export interface Part {
  /** None where the code could not be loaded. */
  uploads?: Uploads;
  List: FunctionComponent<Attaching>;
}

/** Whether the server, or this page, will never take it. */
function isFinal(error: unknown): boolean {
  if (error instanceof ApiError) return error.status < 500 && error.status !== TOO_MANY_REQUESTS;
  return error instanceof Refused;
}

/** Sends files one after another, so that the first is there early on a slow line. */
export class Uploads {
  /** Whether files were left out because there were too many. */
  full = false;
  private pending: Pending[] = [];
  private show: (pending: Pending[]) => void = () => {};
  private current: { key: string; ending: AbortController } | null = null;
  /** Addresses of pictures that were uploaded on this visit, by the file's id. */
  private readonly previews = new Map<string, string>();

  constructor(
    private readonly send: Send,
    readonly change: Change,
  ) {}

  /** Whether files are on their way. */
  get busy(): boolean {
    return this.pending.some(({ stage }) => stage.is !== "failed");
  }

  /** Whether a file was not uploaded that could be, by another try. */
  get stuck(): boolean {
    return this.pending.some(({ stage }) => stage.is === "failed" && !stage.final);
  }

  /** `show` gets every new state from now on; the one before gets no more. */
  listen(show: (pending: Pending[]) => void): void {
    this.show = show;
    show(this.pending);
  }

  /** `kept` is how many files are uploaded already. */
  add(files: File[], kept: number): void {
    const room = Math.max(0, ATTACHMENTS_MAX - kept - this.pending.filter(({ stage }) => !isRefused(stage)).length);
    this.full = files.length > room;
    const added = files.slice(0, room).map((file): Pending => {
      return { key: crypto.randomUUID(), name: readable(file.name), file, stage: { is: "waiting" } };
    });
    this.put([...this.pending, ...added]);
    void this.next();
  }

  /** Also while it is being sent. */
  remove(key: string): void {
    this.full = false;
    this.drop(key);
    if (this.current?.key === key) this.current.ending.abort();
  }

  retry(key: string): void {
    this.stage(key, { is: "waiting" });
    void this.next();
  }

  clear(): void {
    for (const { key } of this.pending) this.remove(key);
    this.full = false;
  }

  preview(id: string): string | undefined {
    return this.previews.get(id);
  }

  /** Only these files are shown any more. */
  forgetOthers(kept: Attached[]): void {
    for (const [id, address] of this.previews) {
      if (kept.some((it) => it.id === id)) continue;
      URL.revokeObjectURL(address);
      this.previews.delete(id);
    }
  }

  private drop(key: string): void {
    this.put(this.pending.filter((it) => it.key !== key));
  }

  private put(pending: Pending[]): void {
    this.pending = pending;
    this.show(pending);
  }

  private stage(key: string, stage: Stage): void {
    this.put(this.pending.map((it) => (it.key === key ? { ...it, stage } : it)));
  }

  private async next(): Promise<void> {
    const waiting = this.pending.find(({ stage }) => stage.is === "waiting");
    if (this.current || !waiting) return;
    const { key } = waiting;
    const ending = new AbortController();
    this.current = { key, ending };
    this.stage(key, { is: "sending", share: 0 });
    try {
      await this.upload(waiting, ending.signal);
    } catch (error) {
      if (!isAbort(error)) this.stage(key, { is: "failed", error, final: isFinal(error) });
    }
    this.current = null;
    void this.next();
  }

  private async upload({ key, file, ready }: Pending, signal: AbortSignal): Promise<void> {
    if (file.size === 0) throw new Refused("empty");
    const sent = ready ? file : await prepared(file);
    this.put(this.pending.map((it) => (it.key === key ? { ...it, file: sent, ready: true } : it)));
    if (sent.size > FILE_MAX) throw new Refused("large");
    signal.throwIfAborted();
    const progress = (share: number): void => this.stage(key, { is: "sending", share });
    const { id, name, size, kind } = await this.send(sent, { key, signal, progress });
    if (isPicture(kind)) this.previews.set(id, URL.createObjectURL(sent));
    this.change((files) => [...files, { id, name, size, kind, at: Date.now() }]);
    this.drop(key);
  }
}

function isRefused(stage: Stage): boolean {
  return stage.is === "failed" && stage.final;
}
