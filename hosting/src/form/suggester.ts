/** Decides when to ask for a suggestion and which answers still count. Knows no page: the page calls it. */

import type { Classification } from "../shared/contract";
import { DESCRIPTION_MAX } from "../shared/contract";
import { isAbort } from "../shared/errors";
import { characters } from "../shared/text";

/** Shorter descriptions say too little to suggest anything. */
const SUGGEST_FROM = 20;
const PAUSE_MS = 1_500;

export type SuggestionState =
  | { phase: "idle" }
  | { phase: "thinking" }
  | { phase: "ready"; answer: Classification }
  | { phase: "failed" };

/** Whether a description is long enough for a suggestion, which then needs room on the page. */
export function saysEnough(description: string): boolean {
  return characters(description) >= SUGGEST_FROM;
}

type Ask = (description: string, signal: AbortSignal) => Promise<Classification>;
type Show = (state: SuggestionState) => void;

/** At most one request is on its way at any time, and an edit cancels it, so an answer always belongs to the text. */
export class Suggester {
  /** The text of the request under way, or of the last one that was answered or called off. */
  private settled = "";
  private timer: number | undefined;
  private request: AbortController | null = null;

  constructor(
    private readonly ask: Ask,
    private readonly show: Show,
  ) {}

  /** The description has become this. */
  edited(description: string): void {
    const text = description.trim();
    window.clearTimeout(this.timer);
    if (text === this.settled) return;
    const wasAsking = this.request !== null;
    this.cancel();
    this.settled = "";
    if (!this.worthwhile(text)) {
      this.show({ phase: "idle" });
      return;
    }
    if (wasAsking) this.show({ phase: "idle" });
    this.timer = window.setTimeout(() => void this.start(text), PAUSE_MS);
  }

  /** The person has left the field: no need to wait for more typing. */
  left(description: string): void {
    const text = description.trim();
    if (text === this.settled || !this.worthwhile(text)) return;
    window.clearTimeout(this.timer);
    this.cancel();
    void this.start(text);
  }

  /** The ticket is being sent with this description: from here on nothing changes by itself until the next edit. */
  stop(description: string): void {
    window.clearTimeout(this.timer);
    const wasAsking = this.request !== null;
    this.cancel();
    this.settled = description.trim();
    if (wasAsking) this.show({ phase: "idle" });
  }

  private worthwhile(text: string): boolean {
    return saysEnough(text) && characters(text) <= DESCRIPTION_MAX;
  }

  private cancel(): void {
    this.request?.abort();
    this.request = null;
  }

  private async start(text: string): Promise<void> {
    const request = new AbortController();
    this.request = request;
    this.settled = text;
    this.show({ phase: "thinking" });
    let outcome: SuggestionState;
    try {
      outcome = { phase: "ready", answer: await this.ask(text, request.signal) };
    } catch (error) {
      if (isAbort(error)) return;
      outcome = { phase: "failed" };
    }
    if (this.request !== request) return;
    this.request = null;
    if (outcome.phase === "failed") this.settled = "";
    this.show(outcome);
  }
}
