import { type Attaching, useAttaching } from "../../shared/attaching";
import type { Part } from "../../shared/attachments/uploads";
import type { Attachment, SentKind, Ticket } from "../../shared/contract";
import { Later } from "../../shared/later";
import type { Tools } from "../tickets/use-desk";
import { type Draft, withFiles } from "./draft";
import type { Outbox } from "./outbox";
import type { Talk } from "./use-talk";

function NotLoaded() {
  return (
    <p role="alert" data-tone="danger" class="complaint">
      The part for files could not be loaded. Reload the page: what you wrote stays.
    </p>
  );
}

async function openShown() {
  return (await import("./file-parts")).ShownFiles;
}

/** The files of a message. */
export function Files({ tools, files }: { tools: Tools; files: Attachment[] }) {
  const read = (id: string): Promise<Blob> => tools.desk.api.readFile(id);
  return files.length > 0 && <Later load={openShown} props={{ files, read }} otherwise={NotLoaded} />;
}

/** The files on their way to the drafts of this visit: they go on while another ticket is open. */
export class FilesOnTheirWay {
  private readonly parts = new Map<string, Promise<Part>>();

  constructor(
    private readonly tools: Tools,
    private readonly outbox: Outbox,
  ) {}

  has({ id }: Ticket, kind: SentKind): boolean {
    return this.parts.has(`${id} ${kind}`);
  }

  /** Fails when the code for them cannot be loaded; another try may succeed. */
  open(ticket: Ticket, kind: SentKind): Promise<Part> {
    const key = `${ticket.id} ${kind}`;
    const part = this.parts.get(key) ?? this.load(ticket, kind);
    this.parts.set(key, part);
    part.catch(() => this.parts.delete(key));
    return part;
  }

  private async load(ticket: Ticket, kind: SentKind): Promise<Part> {
    const { makeUploads } = await import("./file-parts");
    return makeUploads(this.tools.desk.api, (revise) =>
      this.outbox.change(ticket, (draft) => withFiles(draft, kind, revise)),
    );
  }
}

/** The files of each kind of message that is being written. */
export function useFiles({ files }: Talk, ticket: Ticket, draft: Draft): Record<SentKind, Attaching> {
  const reply = useAttaching(
    draft.files.reply,
    () => files.open(ticket, "reply"),
    NotLoaded,
    files.has(ticket, "reply"),
  );
  const note = useAttaching(draft.files.note, () => files.open(ticket, "note"), NotLoaded, files.has(ticket, "note"));
  return { reply, note };
}
