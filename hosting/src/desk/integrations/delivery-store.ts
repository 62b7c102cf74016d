/** What was sent to one endpoint, page by page. */

import { type Delivery, PAGE_SIZE_DEFAULT, PAGE_SIZE_MAX, type ReplayRequest } from "../../shared/contract";
import { explain } from "../ui/explain";
import { Store } from "../ui/store";
import type { AdminApi } from "./admin-api";

export interface DeliveryState {
  /** Newest first; null before the first answer. */
  deliveries: Delivery[] | null;
  nextCursor: string | null;
  failure: string | null;
  busy: boolean;
}

/** An attempt that is due sooner is waited for in front of the screen. */
const SOON_MS = 10_000;

/** Whether what is shown changes in a moment. */
export function isDue(deliveries: Delivery[] | null, now: number): boolean {
  const times = (deliveries ?? []).map(({ next_attempt_at }) => next_attempt_at);
  return times.some((at) => at !== null && new Date(at).getTime() < now + SOON_MS);
}

export class DeliveryStore extends Store<DeliveryState> {
  /** Readings wait for each other, so that none undoes what another has added. */
  private reading: Promise<void> = Promise.resolve();

  constructor(
    private readonly api: AdminApi,
    private readonly endpoint: string,
  ) {
    super({ deliveries: null, nextCursor: null, failure: null, busy: false });
  }

  /** As many as are shown, as far as one page goes. */
  refresh(): Promise<void> {
    return this.inTurn(() => {
      const shown = this.state.deliveries?.length ?? 0;
      return this.read(Math.min(Math.max(shown, PAGE_SIZE_DEFAULT), PAGE_SIZE_MAX), null, []);
    });
  }

  more(): Promise<void> {
    return this.inTurn(async () => {
      const { deliveries, nextCursor } = this.state;
      if (deliveries && nextCursor !== null) await this.read(PAGE_SIZE_DEFAULT, nextCursor, deliveries);
    });
  }

  /** How many are sent again. */
  async replay(what: ReplayRequest): Promise<number> {
    const { queued } = await this.api.replay(this.endpoint, what);
    await this.refresh();
    return queued;
  }

  private inTurn(read: () => Promise<void>): Promise<void> {
    this.reading = this.reading.then(read);
    return this.reading;
  }

  private async read(size: number, cursor: string | null, before: Delivery[]): Promise<void> {
    this.set({ ...this.state, busy: true });
    try {
      const page = await this.api.deliveries(this.endpoint, size, cursor);
      const deliveries = [...before, ...page.results];
      this.set({ deliveries, nextCursor: page.next_cursor, failure: null, busy: false });
    } catch (error) {
      this.set({ ...this.state, failure: explain(error), busy: false });
    }
  }
}
