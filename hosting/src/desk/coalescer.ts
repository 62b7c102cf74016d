/** Runs a task soon after it is asked for: once for many requests, and never twice at the same time. */
export class Coalescer {
  private timer: number | undefined;
  private running = false;
  private again = false;

  constructor(
    private readonly task: () => Promise<void>,
    private readonly delayMs: number,
  ) {}

  request(): void {
    if (this.running) {
      this.again = true;
      return;
    }
    this.timer ??= window.setTimeout(() => void this.run(), this.delayMs);
  }

  stop(): void {
    window.clearTimeout(this.timer);
    this.timer = undefined;
    this.again = false;
  }

  private async run(): Promise<void> {
    this.timer = undefined;
    this.running = true;
    await this.task();
    this.running = false;
    if (this.again) {
      this.again = false;
      this.request();
    }
  }
}
