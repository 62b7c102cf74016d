/** Reads what the desk shows and keeps it fresh. What the agent changes is in edits.ts. */

import { PAGE_SIZE_DEFAULT, PAGE_SIZE_MAX, type TicketPage } from "../../shared/contract";
import { isStatus } from "../../shared/errors";
import { explain } from "../ui/explain";
import { online } from "../ui/online";
import { Store } from "../ui/store";
import { isTicketId, type TicketApi } from "./api";
import { Coalescer, type Pace } from "./coalescer";
import { countedQueue, type Filters, START, sameFilters } from "./filters";
import { REFRESHED_MAX, withList, withMore, withoutList } from "./list-state";
import { type DeskState, initialState, type Shown, withOpened, withOpenedPart, withTicket } from "./state";

/** Another agent's change is to be on screen within two seconds, also when it follows upon the one before. */
const PACE: Pace = { delayMs: 150, apartMs: 1_000 };

export class DeskStore extends Store<DeskState> {
  /** Whether the list is read so closely that no row of it may move. */
  isListRead: () => boolean = () => false;
  private statsWatched = false;
  private readonly refreshes = new Coalescer(() => this.readAll(), PACE);
  /** Aborted when the filters change: answers to older ones are of no use. */
  private view = new AbortController();
  /** Readings of the list wait for each other, so that none undoes what another has added. */
  private reading: Promise<void> = Promise.resolve();

  constructor(
    readonly api: TicketApi,
    shown: Shown,
  ) {
    super(initialState(shown));
  }

  /** Everything for the first time. */
  start(): void {
    void this.showList(this.state.filters);
    void this.readOpened();
    void this.readQueues();
  }

  /** The statistics are on screen: reads them, and keeps them fresh. Returns how to stop. */
  watchStats(): () => void {
    this.statsWatched = true;
    void this.readStats();
    return () => {
      this.statsWatched = false;
    };
  }

  /** Shows that; what of it is on screen already stays as it is. */
  show({ filters, ticket }: Shown): void {
    const opens = ticket !== (this.state.opened?.id ?? "");
    this.update((state) => withOpened(state, ticket));
    if (opens) void this.readOpened();
    if (!sameFilters(filters, this.state.filters)) void this.showList(filters);
  }

  more(): Promise<void> {
    if (this.state.waitingFor === null) this.update((state) => ({ ...state, waitingFor: "more" }));
    return this.read(async (signal) => {
      const cursor = this.state.nextCursor;
      if (cursor === null) return;
      const page = await this.api.listTickets(this.state.filters, { cursor, page_size: PAGE_SIZE_DEFAULT }, signal);
      signal.throwIfAborted();
      this.update((state) => withMore(state, page));
    });
  }

  /** Something may have changed: reads everything on screen again, soon and without a visible wait. */
  refresh(): void {
    // Offline it would only fail, and the desk already says that it is offline.
    if (online.state) this.refreshes.request();
  }

  /** Returns whether a refresh was still to come. */
  cancelRefresh(): boolean {
    return this.refreshes.cancel();
  }

  /** Reads at once what could not be read. */
  retry(): void {
    if (this.state.tickets === null) void this.showList(this.state.filters);
    else void this.readListAgain();
    void this.readOpened();
    void this.readCounts();
  }

  stop(): void {
    this.refreshes.cancel();
    this.view.abort();
  }

  setConnection(part: Partial<Pick<DeskState, "signal" | "outdated">>): void {
    this.update((state) => ({ ...state, ...part }));
  }

  update(change: (state: DeskState) => DeskState): void {
    this.set(change(this.state));
  }

  /** The list of these filters from its beginning. */
  private showList(filters: Filters): Promise<void> {
    this.view.abort();
    this.view = new AbortController();
    this.reading = Promise.resolve();
    const selected: ReadonlySet<string> = new Set();
    this.update((state) => ({ ...state, filters, selected, held: null, waitingFor: "list", listFailure: null }));
    if (filters.queue === START) return Promise.resolve();
    return this.read((signal) => this.readList(0, signal));
  }

  private async readCounts(): Promise<void> {
    await Promise.all([this.readQueues(), this.statsWatched && this.readStats()]);
  }

  private async readQueues(): Promise<void> {
    try {
      const { results: queues } = await this.api.listQueues();
      this.update((state) => ({ ...state, queues, queuesFailure: null }));
    } catch (error) {
      this.update((state) => ({ ...state, queuesFailure: explain(error) }));
    }
  }

  private async readStats(): Promise<void> {
    try {
      const stats = await this.api.stats();
      this.update((state) => ({ ...state, stats, statsFailure: null }));
    } catch (error) {
      this.update((state) => ({ ...state, statsFailure: explain(error) }));
    }
  }

  /** The ticket beside the list, which need not be in the list. */
  private async readOpened(): Promise<void> {
    const id = this.state.opened?.id;
    if (id === undefined) return;
    const absent = (): void => this.update((state) => withOpenedPart(state, id, { failure: null, missing: true }));
    if (!isTicketId(id)) return absent();
    try {
      const ticket = await this.api.getTicket(id);
      this.update((state) => withTicket(state, ticket));
    } catch (error) {
      if (isStatus(error, 404)) absent();
      else this.update((state) => withOpenedPart(state, id, { failure: explain(error) }));
    }
  }

  private async readAll(): Promise<void> {
    await Promise.all([this.readListAgain(), this.readOpened(), this.readCounts()]);
  }

  private readListAgain(): Promise<void> {
    if (this.state.filters.queue === START) return Promise.resolve();
    // Counted when its turn comes: a page that was asked for before may still be on its way.
    return this.read((signal) => this.readList(this.state.tickets?.length ?? 0, signal));
  }

  /** As many tickets as were loaded, within the bound of a refresh, in as few requests as possible. */
  private async readList(loaded: number, signal: AbortSignal): Promise<void> {
    const count = Math.min(Math.max(loaded, PAGE_SIZE_DEFAULT), REFRESHED_MAX);
    const { filters } = this.state;
    let page: TicketPage = { results: [], next_cursor: null };
    do {
      const page_size = Math.min(count - page.results.length, PAGE_SIZE_MAX);
      const rest = { cursor: page.next_cursor ?? "", page_size };
      const counting = page.next_cursor === null && countedQueue(filters) === null;
      const next = await this.api.listTickets(filters, counting ? { ...rest, count: "true" } : rest, signal);
      page = { ...page, ...next, results: [...page.results, ...next.results] };
    } while (page.next_cursor !== null && page.results.length < count);
    signal.throwIfAborted();
    this.update((state) => withList(state, page, this.isListRead()));
  }

  private read(task: (signal: AbortSignal) => Promise<void>): Promise<void> {
    const { signal } = this.view;
    this.reading = this.reading.then(async () => {
      if (signal.aborted) return;
      try {
        await task(signal);
      } catch (error) {
        if (signal.aborted) return;
        this.update((state) => withoutList(state, explain(error)));
      }
    });
    return this.reading;
  }
}
