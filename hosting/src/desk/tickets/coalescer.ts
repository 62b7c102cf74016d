export interface Pace {
  /** From the first request to the run, in ms. */
  delayMs: number;
  /** At least this long from the end of a run to the next one, in ms. */
  apartMs: number;
}

/** Runs a task soon after it is asked for: once for many requests, with a rest between two runs. */
export class Coalescer {
  private timer: number | undefined;
  private running = false;
  private again = false;
  /** No run before this moment of the page's clock. */
  private restsUntil = 0;

  constructor(
    private readonly task: () => Promise<void>,
    private readonly pace: Pace,
  ) {}

  request(): void {
    if (this.running) {
      this.again = true;
      return;
    }
    const delayMs = Math.max(this.pace.delayMs, this.restsUntil - performance.now());
    this.timer ??= window.setTimeout(() => void this.run(), delayMs);
  }

  /** Takes back what was asked for and has not begun. Returns whether there was anything. */
  cancel(): boolean {
    const pending = this.timer !== undefined || this.again;
    window.clearTimeout(this.timer);
    this.timer = undefined;
    this.again = false;
    return pending;
  }

  private async run(): Promise<void> {
    this.timer = undefined;
    this.running = true;
    await this.task();
    this.running = false;
    this.restsUntil = performance.now() + this.pace.apartMs;
    if (this.again) {
      this.again = false;
      this.request();
    }
  }
}
