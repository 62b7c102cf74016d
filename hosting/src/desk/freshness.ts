/** Keeps the desk up to date: by the counters' signal, and by looking again every now and then where that is not heard. */

import type { DeskStore } from "./desk-store";
import type { Agent } from "./session";

/** How often to look while changes are not heard of at once. */
export const POLL_MS = 30_000;

export class Freshness {
  private readonly ending = new AbortController();
  private stopListening: (() => void) | null = null;
  private opening = false;

  constructor(
    private readonly desk: DeskStore,
    private readonly agent: Agent,
  ) {}

  start(): void {
    const { signal } = this.ending;
    const look = (): void => this.look();
    for (const event of ["focus", "online", "offline"]) window.addEventListener(event, look, { signal });
    document.addEventListener("visibilitychange", look, { signal });
    const timer = window.setInterval(look, POLL_MS);
    signal.addEventListener("abort", () => window.clearInterval(timer));
    void this.listen();
  }

  stop(): void {
    this.ending.abort();
    this.stopListening?.();
  }

  private look(): void {
    const wasOnline = this.desk.state.online;
    this.desk.setConnection({ online: navigator.onLine });
    if (!navigator.onLine || document.visibilityState === "hidden") return;
    if (!wasOnline || this.desk.state.signal !== "live") this.desk.refresh();
    void this.listen();
  }

  private async listen(): Promise<void> {
    if (this.opening || this.stopListening) return;
    this.opening = true;
    try {
      const { listen } = await import("./live");
      if (this.ending.signal.aborted) return;
      this.stopListening = listen(this.agent.identity.app, this.agent.config.emulators, {
        changed: () => {
          this.desk.setConnection({ signal: "live" });
          this.desk.refresh();
        },
        silent: () => this.desk.setConnection({ signal: "lost" }),
        ended: () => this.lose(),
      });
    } catch {
      this.lose();
    } finally {
      this.opening = false;
    }
  }

  private lose(): void {
    this.stopListening = null;
    this.desk.setConnection({ signal: "lost" });
  }
}
