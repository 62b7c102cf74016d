/** The changes of one ticket, page by page. */

import type { Change } from "../../shared/contract";
import type { TicketApi } from "../tickets/api";
import { explain } from "../ui/explain";
import { Store } from "../ui/store";

export interface HistoryState {
  /** Newest first; null before the first answer. */
  changes: Change[] | null;
  nextCursor: string | null;
  failure: string | null;
  busy: boolean;
}

/** All of both, newest first, each once. They leave no gap, or else the older ones are not shown. */
export function joined(newer: Change[], older: Change[]): Change[] {
  const last = newer.at(-1);
  if (last === undefined) return older;
  const rest = older.filter((change) => change.version < last.version);
  return (rest[0]?.version ?? last.version - 1) === last.version - 1 ? [...newer, ...rest] : newer;
}

export class HistoryStore extends Store<HistoryState> {
  constructor(
    private readonly api: TicketApi,
    private readonly id: string,
  ) {
    super({ changes: null, nextCursor: null, failure: null, busy: true });
  }

  /** The newest changes, on top of what is known. */
  refresh(): Promise<void> {
    return this.read(null, (state, results, nextCursor) => {
      const changes = joined(results, state.changes ?? []);
      const extended = changes.length > results.length;
      return { changes, nextCursor: extended ? state.nextCursor : nextCursor };
    });
  }

  more(): Promise<void> {
    return this.read(this.state.nextCursor, (state, results, nextCursor) => ({
      changes: joined(state.changes ?? [], results),
      nextCursor,
    }));
  }

  private async read(
    cursor: string | null,
    change: (state: HistoryState, results: Change[], next: string | null) => Partial<HistoryState>,
  ): Promise<void> {
    this.set({ ...this.state, busy: true });
    try {
      const { results, next_cursor } = await this.api.ticketHistory(this.id, cursor);
      this.set({ ...this.state, ...change(this.state, results, next_cursor), failure: null, busy: false });
    } catch (error) {
      this.set({ ...this.state, failure: explain(error), busy: false });
    }
  }
}
