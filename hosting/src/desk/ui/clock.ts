import { Store, useStore } from "./store";

const EVERY_MS = 15_000;

/** The time in ms, moving on in steps that suit "5 minutes ago". */
class Clock extends Store<number> {
  constructor() {
    super(Date.now());
    window.setInterval(() => this.set(Date.now()), EVERY_MS);
    // A sleeping tab has no intervals.
    document.addEventListener("visibilitychange", () => this.set(Date.now()));
  }
}

const clock = new Clock();

export function useNow(): number {
  return useStore(clock);
}
