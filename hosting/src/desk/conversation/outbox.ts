/** Keeps what agents write, and sends it: ten seconds after they said so, or at once when the page is left. */

import type { Message, Status, Ticket } from "../../shared/contract";
import { ApiError, isStatus } from "../../shared/errors";
import type { DeskStore } from "../tickets/desk-store";
import { withTicket } from "../tickets/state";
import { explain, SessionEnded } from "../ui/explain";
import { Store } from "../ui/store";
import {
  asFailed,
  asOvertaken,
  asPosted,
  asTried,
  type Draft,
  emptyDraft,
  isSendable,
  outlivesThePage,
  withAttempt,
  withoutDue,
} from "./draft";
import { drafted, readDraft, ticketOfKey, writeDraft } from "./draft-store";

/** How long a message can be taken back. */
const HELD_MS = 10_000;
/** What another page has left behind is sent when that page would have sent it long ago. */
const GRACE_MS = 2_000;

interface OutboxState {
  /** By ticket id, as far as they were touched on this visit. */
  drafts: Record<string, Draft>;
  /** The message that was posted last. */
  posted: { ticket: string; message: Message } | null;
}

export class Outbox extends Store<OutboxState> {
  private readonly timers = new Map<string, number>();
  /** Tickets whose message is on its way. */
  private readonly sending = new Set<string>();
  private readonly ending = new AbortController();

  constructor(
    private readonly desk: DeskStore,
    private readonly uid: string,
  ) {
    super({ drafts: {}, posted: null });
  }

  start(): void {
    const { signal } = this.ending;
    window.addEventListener("pagehide", () => this.leave(), { signal });
    window.addEventListener("storage", ({ key }) => this.adopt(ticketOfKey(this.uid, key)), { signal });
    for (const ticket of drafted(this.uid)) {
      const draft = readDraft(this.uid, ticket);
      if (draft?.due == null && !draft?.trouble) continue;
      this.show(ticket, draft);
      if (draft.due !== null) this.schedule(ticket, draft.due + GRACE_MS);
    }
  }

  stop(): void {
    for (const id of [...this.timers.keys()]) void this.post(id, false);
    this.ending.abort();
  }

  draftOf({ id, reference }: Pick<Ticket, "id" | "reference">): Draft {
    return this.state.drafts[id] ?? readDraft(this.uid, id) ?? emptyDraft(reference);
  }

  change(ticket: Ticket, change: (draft: Draft) => Draft): void {
    this.keep(ticket.id, { ...change(this.draftOf(ticket)), reference: ticket.reference });
  }

  /** `seen` is the newest message that the agent has seen; `status` what the ticket is to become with it. */
  send(ticket: Ticket, seen: string | null, status: Status | null): void {
    if (!isSendable(this.draftOf(ticket))) return;
    const due = Date.now() + HELD_MS;
    this.change(ticket, (draft) => withAttempt(draft, seen, status, crypto.randomUUID(), due));
    this.schedule(ticket.id, due);
  }

  /** Takes back what is to be sent, or what was to be sent last; returns the ticket, null where there is nothing. */
  takeBack(id = [...this.timers.keys()].at(-1)): string | null {
    const draft = id === undefined ? undefined : this.state.drafts[id];
    if (id === undefined || !draft || !canBeTakenBack(draft)) return null;
    this.unschedule(id);
    this.keep(id, withoutDue(draft));
    return id;
  }

  private schedule(id: string, at: number): void {
    this.unschedule(id);
    this.timers.set(
      id,
      window.setTimeout(() => void this.post(id, false), Math.max(0, at - Date.now())),
    );
  }

  private unschedule(id: string): void {
    window.clearTimeout(this.timers.get(id));
    this.timers.delete(id);
  }

  /** What is too long for this is still due, and sent by another page or on the next visit. */
  private leave(): void {
    for (const id of [...this.timers.keys()]) {
      if (outlivesThePage(this.state.drafts[id])) void this.post(id, true);
    }
  }

  private async post(id: string, leaving: boolean): Promise<void> {
    this.unschedule(id);
    const draft = this.state.drafts[id];
    if (!draft?.attempt || draft.due === null || this.sending.has(id)) return;
    const { message, key } = draft.attempt;
    this.sending.add(id);
    this.keep(id, asTried(draft, Date.now()));
    try {
      const posted = await this.desk.api.postMessage(id, message, key, leaving);
      this.settle(id, asPosted);
      this.set({ ...this.state, posted: { ticket: id, message: posted } });
      void this.readTicket(id);
    } catch (error) {
      // What the end of the session has stopped is sent when the agent is back.
      if (!(error instanceof SessionEnded)) this.settle(id, (it) => troubled(it, error));
    } finally {
      this.sending.delete(id);
    }
  }

  private settle(id: string, change: (draft: Draft) => Draft): void {
    const draft = this.state.drafts[id];
    if (draft) this.keep(id, change(draft));
  }

  private async readTicket(id: string): Promise<void> {
    try {
      const ticket = await this.desk.api.getTicket(id);
      this.desk.update((state) => withTicket(state, ticket));
    } catch {
      // It comes with the next refresh.
    }
    if (this.desk.state.signal !== "live") this.desk.refresh();
  }

  /** Another page of this agent's has written, sent or taken back. */
  private adopt(id: string | null): void {
    const draft = id === null ? undefined : this.state.drafts[id];
    if (id === null || !draft || this.sending.has(id)) return;
    const stored = readDraft(this.uid, id) ?? emptyDraft(draft.reference);
    this.show(id, stored);
    if (stored.due === null) this.unschedule(id);
    // The other page may be gone before it has sent it.
    else if (!this.timers.has(id)) this.schedule(id, stored.due + GRACE_MS);
  }

  private keep(id: string, draft: Draft): void {
    writeDraft(this.uid, id, draft);
    this.show(id, draft);
  }

  private show(id: string, draft: Draft): void {
    this.set({ ...this.state, drafts: { ...this.state.drafts, [id]: draft } });
  }
}

/** Whether the message waits and can still be taken back. */
export function canBeTakenBack({ due }: Draft, now = Date.now()): boolean {
  return due !== null && now < due;
}

function troubled(draft: Draft, error: unknown): Draft {
  if (isStatus(error, 412)) return asOvertaken(draft);
  const gone = isStatus(error, 404) ? "The ticket does not exist any more. You can still copy your text." : null;
  return asFailed(draft, gone ?? explain(error), !(error instanceof ApiError) || error.status >= 500);
}
