/** Looks at the ticket of a private link: when asked to, and by itself, ever more rarely while nothing changes. */

import { serverNow } from "../shared/clock";
import type { TrackedAnswer, TrackedMessagePage, TrackedTicket } from "../shared/contract";
import { isStatus } from "../shared/errors";
import { readTracked, trackTicket } from "./calls";
import { type Known, SILENCE, withAnswer, withEarlier, withNewest } from "./conversation";
import { type PrivateLink, parseLink } from "./link";

const SHORTEST_MS = 10_000;
const LONGEST_MS = 120_000;
const GROWTH = 1.5;
/** A person who comes back to the window sooner has just seen what there is. */
const FRESH_MS = 5_000;

export type Tracked =
  | { phase: "loading" }
  /** `at` is when it was so, `asked` when it was so at the person's last wish; ISO times. */
  | { phase: "found"; known: Known; at: string; asked: string }
  /** The address is that of the page alone. */
  | { phase: "no link" }
  | { phase: "wrong link" }
  /** `known` is what this link showed before. */
  | { phase: "failed"; error: unknown; known?: Known | undefined };

export interface Tracking {
  /** What was found last. */
  tracked: Tracked;
  /** Whether an answer is awaited that the person asked for. */
  looking: boolean;
}

export const LOADING: Tracking = { tracked: { phase: "loading" }, looking: true };

/** The ticket that can be shown. */
export function knownOf(tracked: Tracked): Known | undefined {
  return "known" in tracked ? tracked.known : undefined;
}

/** Whether the conversation has to be read anew. */
function hasMoved(ticket: TrackedTicket, before?: TrackedTicket): boolean {
  if (ticket.messages === 0) return false;
  return ticket.updated_at !== before?.updated_at || ticket.messages !== before.messages;
}

/** The watch over one page's address; `show` gets every new state. */
export class Watch {
  private state = LOADING;
  private timer: number | undefined;
  private wait = SHORTEST_MS;
  /** When the last look began, in ms since 1970. */
  private begun = 0;
  /** The look whose answer counts; null between looks. */
  private current: object | null = null;

  constructor(private readonly show: (state: Tracking) => void) {}

  /** Begins anew, with the link that is in the address bar. */
  open(): void {
    this.put(LOADING.tracked, true);
    void this.look(true);
  }

  /** The person wants to know now. */
  again(): void {
    void this.look(true);
  }

  /** The person is here again, or the connection is: what is known may be old. */
  attend(): void {
    if (!this.isLive) return;
    this.wait = SHORTEST_MS;
    if (Date.now() - this.begun < FRESH_MS) this.plan();
    else if (!this.current) void this.look(false);
  }

  /** Looks no more by itself. */
  rest(): void {
    window.clearTimeout(this.timer);
  }

  /** The requester's message has arrived. */
  answered(answer: TrackedAnswer): void {
    this.change((known) => withAnswer(known, answer));
    this.wait = SHORTEST_MS;
    void this.look(false);
  }

  /** Reads the page before what is known of the conversation; whether there are more. Raises what `request` raises. */
  async earlier({ link, conversation }: Known): Promise<boolean> {
    const page = await readTracked(link, conversation.earlier);
    this.change((known) => (known.link.id === link.id ? withEarlier(known, conversation.earlier, page) : known));
    return page.next_cursor !== null;
  }

  /** Whether another look could find something else. */
  private get isLive(): boolean {
    return ["found", "failed"].includes(this.state.tracked.phase);
  }

  private put(tracked: Tracked, looking: boolean): void {
    this.state = { tracked, looking };
    this.show(this.state);
  }

  private change(revise: (known: Known) => Known): void {
    const { tracked, looking } = this.state;
    const known = knownOf(tracked);
    if (known) this.put({ ...tracked, known: revise(known) } as Tracked, looking);
  }

  private plan(): void {
    this.rest();
    if (document.hidden || !this.isLive) return;
    this.timer = window.setTimeout(() => void this.look(false), this.wait);
  }

  /** Takes the place of a look that is under way. */
  private async look(asked: boolean): Promise<void> {
    this.rest();
    const me = {};
    this.current = me;
    this.begun = Date.now();
    if (asked) this.put(this.state.tracked, true);
    const found = await this.find(asked);
    if (this.current !== me) return;
    this.current = null;
    const before = knownOf(this.state.tracked)?.ticket.updated_at;
    const after = knownOf(found)?.ticket.updated_at;
    this.wait = before === after ? Math.min(this.wait * GROWTH, LONGEST_MS) : SHORTEST_MS;
    this.put(found, false);
    this.plan();
  }

  private async find(asked: boolean): Promise<Tracked> {
    const fragment = window.location.hash;
    const link = parseLink(fragment);
    if (!link) return { phase: fragment ? "wrong link" : "no link" };
    try {
      const ticket = await trackTicket(link);
      const moved = hasMoved(ticket, knownOf(this.state.tracked)?.ticket);
      return this.foundNow(link, ticket, moved ? await readTracked(link, null) : null, asked);
    } catch (error) {
      return isStatus(error, 404) ? { phase: "wrong link" } : this.failed(error, asked);
    }
  }

  private foundNow(link: PrivateLink, ticket: TrackedTicket, page: TrackedMessagePage | null, asked: boolean): Tracked {
    const { tracked } = this.state;
    const before = knownOf(tracked)?.conversation ?? SILENCE;
    const at = new Date(serverNow()).toISOString();
    const conversation = page ? withNewest(before, page) : before;
    const known = { link, ticket, conversation };
    return { phase: "found", known, at, asked: asked || !("asked" in tracked) ? at : tracked.asked };
  }

  /** A page that asks too often by itself has only to be more patient. */
  private failed(error: unknown, asked: boolean): Tracked {
    const { tracked } = this.state;
    if (!asked && isStatus(error, 429)) return tracked;
    return { phase: "failed", error, known: knownOf(tracked) };
  }
}
