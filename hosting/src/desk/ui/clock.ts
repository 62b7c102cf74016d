import { serverNow } from "../../shared/clock";
import { Store, useStore } from "./store";

const EVERY_MS = 15_000;

/** The server's time in ms, moving on in steps that suit "5 minutes ago". */
class Clock extends Store<number> {
  constructor() {
    super(serverNow());
    window.setInterval(() => this.set(serverNow()), EVERY_MS);
    // A sleeping tab has no intervals.
    document.addEventListener("visibilitychange", () => this.set(serverNow()));
  }
}

const clock = new Clock();

export function useNow(): number {
  useStore(clock);
  // The answer that brought what is drawn now may have set the clock since its last step.
  return serverNow();
}
