/** Says which ticket the agent has open, and knows who else has. */

import type { Colleague } from "../../shared/contract";
import { Store } from "../ui/store";
import type { TicketApi } from "./api";

/** One who only passes by is not there. */
const SETTLED_MS = 1_000;
const BEAT_MS = 30_000;

export class PresenceStore extends Store<Colleague[]> {
  private ticket: string | null = null;
  private said: string | null = null;
  private timer: number | undefined;
  private readonly ending = new AbortController();

  constructor(private readonly api: TicketApi) {
    super([]);
  }

  start(): void {
    const { signal } = this.ending;
    document.addEventListener("visibilitychange", () => this.plan(0), { signal });
    window.addEventListener("pagehide", () => void this.say(null, true), { signal });
  }

  stop(): void {
    this.ending.abort();
    window.clearTimeout(this.timer);
  }

  /** Says that nothing is open any more; resolves when the server has heard it, or could not. */
  async leave(): Promise<void> {
    await this.say(null, false);
  }

  show(ticket: string | null): void {
    if (ticket === this.ticket) return;
    this.ticket = ticket;
    this.set([]);
    this.plan(SETTLED_MS);
  }

  private plan(delayMs: number): void {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.beat(), delayMs);
  }

  private async beat(): Promise<void> {
    const ticket = document.visibilityState === "visible" ? this.ticket : null;
    await this.say(ticket, false);
    if (ticket !== null && !this.ending.signal.aborted) this.plan(BEAT_MS);
  }

  /** `leaving`: the page may go before the answer comes. */
  private async say(ticket: string | null, leaving: boolean): Promise<void> {
    if (ticket === null && this.said === null) return;
    this.said = ticket;
    try {
      const { results } = await this.api.postPresence(ticket, leaving);
      if (ticket === this.ticket) this.set(results);
    } catch {
      // Who else is there is no reason to trouble anybody; the next beat asks again.
    }
  }
}
