/** Keeps the desk up to date: by the counters' signal, and by looking again every now and then where that is not heard. */

import { Outdated, onDemand } from "../session/on-demand";
import type { Agent } from "../session/session";
import { online } from "../ui/online";
import type { DeskStore } from "./desk-store";

/** How often to look while changes are not heard of at once. */
const POLL_MS = 30_000;

export class Freshness {
  private readonly ending = new AbortController();
  private stopListening: (() => void) | null = null;
  private opening = false;
  /** Something may have changed that was not read yet, for want of a reader or a connection. */
  private behind = false;

  constructor(
    private readonly desk: DeskStore,
    private readonly agent: Agent,
  ) {}

  start(): void {
    const { signal } = this.ending;
    const look = (): void => this.look();
    window.addEventListener("focus", look, { signal });
    document.addEventListener("visibilitychange", look, { signal });
    const timer = window.setInterval(look, POLL_MS);
    const stopFollowing = online.subscribe(() => {
      this.behind ||= online.state;
      this.look();
    });
    signal.addEventListener("abort", () => {
      window.clearInterval(timer);
      stopFollowing();
    });
    void this.listen();
  }

  stop(): void {
    this.ending.abort();
    this.stopListening?.();
  }

  private look(): void {
    // The counters do not change with what is in quarantine.
    if (this.desk.state.signal !== "live" || this.desk.state.filters.queue === "quarantine") this.behind = true;
    if (!this.isWatched() && this.desk.cancelRefresh()) this.behind = true;
    this.catchUp();
    if (this.isWatched()) void this.listen();
  }

  private isWatched(): boolean {
    return online.state && document.visibilityState === "visible";
  }

  private catchUp(): void {
    if (!this.behind || !this.isWatched()) return;
    this.behind = false;
    this.desk.refresh();
  }

  private async listen(): Promise<void> {
    if (this.opening || this.stopListening) return;
    this.opening = true;
    try {
      const { listen } = await onDemand(() => import("./live"));
      if (this.ending.signal.aborted) return;
      this.stopListening = listen(this.agent.identity.app, this.agent.config.emulators, {
        changed: () => {
          this.desk.setConnection({ signal: "live", outdated: false });
          this.behind = true;
          this.catchUp();
        },
        unreachable: () => this.desk.setConnection({ signal: "lost" }),
        ended: () => this.lose(),
      });
    } catch (error) {
      this.lose();
      this.desk.setConnection({ outdated: error instanceof Outdated });
    } finally {
      this.opening = false;
    }
  }

  private lose(): void {
    this.stopListening = null;
    this.desk.setConnection({ signal: "lost" });
  }
}
