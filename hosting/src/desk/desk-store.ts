/** Reads what the desk shows, keeps it fresh, and carries out what the agent does. */

import type { AgentApi } from "../shared/api";
import { PAGE_SIZE_DEFAULT, PAGE_SIZE_MAX, type Ticket, type TicketPage, type TicketPatch } from "../shared/contract";
import { isStatus, SessionEnded } from "../shared/errors";
import { explain } from "../shared/explain";
import { Coalescer, type Pace } from "./coalescer";
import { type Filters, queryOf } from "./filters";
import {
  type DeskState,
  initialState,
  REFRESHED_MAX,
  withList,
  withMore,
  withoutList,
  withSaved,
  withSaving,
  withTicket,
  withTop,
} from "./state";
import { Store } from "./store";

/** The first change after a quiet time is read soon, a burst of them together and seldom. */
const PACE: Pace = { delayMs: 250, apartMs: 2_000 };
const STALE =
  "Somebody else changed this ticket a moment ago, so your change was not made. You now see theirs; make yours again if it is still right.";

/** Told when the server no longer lets the agent in. */
export interface Unwelcome {
  ended: (message: string) => void;
  noAgent: () => void;
}

export class DeskStore extends Store<DeskState> {
  private readonly refreshes = new Coalescer(() => this.readAll(), PACE);
  /** Aborted when the filters change: answers to older ones are of no use. */
  private view = new AbortController();
  /** Readings of the list wait for each other, so that none undoes what another has added. */
  private reading: Promise<void> = Promise.resolve();
  private readonly changes = new Map<string, Promise<Ticket>>();

  constructor(
    private readonly api: AgentApi,
    private readonly unwelcome: Unwelcome,
    filters: Filters,
  ) {
    super(initialState(filters));
  }

  /** The list of these filters from its beginning. */
  show(filters: Filters): Promise<void> {
    this.view.abort();
    this.view = new AbortController();
    this.reading = Promise.resolve();
    this.set({ ...this.state, filters, waitingFor: "list", listFailure: null });
    return this.read((signal) => this.readList(0, signal));
  }

  more(): Promise<void> {
    if (this.state.waitingFor === null) this.set({ ...this.state, waitingFor: "more" });
    return this.read(async (signal) => {
      const cursor = this.state.nextCursor;
      if (cursor === null) return;
      const page = await this.api.listTickets({ ...queryOf(this.state.filters), cursor }, signal);
      signal.throwIfAborted();
      this.set(withMore(this.state, page));
    });
  }

  /** Something may have changed: reads everything on screen again, soon and without a visible wait. */
  refresh(): void {
    // Offline it would only fail, and the desk already says that it is offline.
    if (this.state.online) this.refreshes.request();
  }

  /** Returns whether a refresh was still to come. */
  cancelRefresh(): boolean {
    return this.refreshes.cancel();
  }

  /** Reads at once what could not be read. */
  retry(): void {
    if (this.state.tickets === null) void this.show(this.state.filters);
    else void this.readListAgain();
    void this.readStats();
  }

  stop(): void {
    this.refreshes.cancel();
    this.view.abort();
  }

  setConnection(part: Partial<Pick<DeskState, "signal" | "online" | "outdated">>): void {
    this.set({ ...this.state, ...part });
  }

  async readStats(): Promise<void> {
    try {
      const stats = await this.api.stats();
      this.set({ ...this.state, stats, statsFailure: null });
    } catch (error) {
      this.checkWelcome(error);
      this.set({ ...this.state, statsFailure: explain(error) });
    }
  }

  /** Makes the change unless the ticket has changed meanwhile. Changes of one ticket go one after the other. */
  async change(id: string, patch: TicketPatch): Promise<void> {
    this.set(withSaving(this.state, id, patch));
    const change = (this.changes.get(id) ?? Promise.resolve(null)).then((before) => this.send(id, patch, before));
    this.changes.set(id, change);
    const refusal = await change.then(
      () => null,
      (error: unknown) => this.refusalOf(id, error),
    );
    if (this.changes.get(id) !== change) return;
    this.changes.delete(id);
    this.set(withSaved(this.state, id, refusal));
    if (this.state.signal !== "live") this.refresh();
  }

  private async send(id: string, patch: TicketPatch, before: Ticket | null): Promise<Ticket> {
    const seen = before ?? this.state.tickets?.find((ticket) => ticket.id === id);
    if (!seen) throw new Error("the ticket is not on screen");
    const ticket = await this.api.updateTicket(id, patch, seen.version);
    this.set(withTicket(this.state, ticket));
    return ticket;
  }

  private async refusalOf(id: string, error: unknown): Promise<string> {
    this.checkWelcome(error);
    if (!isStatus(error, 412)) return `Not saved. ${explain(error)}`;
    try {
      this.set(withTicket(this.state, await this.api.getTicket(id)));
    } catch {
      // The version of the others will come with the next refresh.
      this.refresh();
    }
    return STALE;
  }

  private async readAll(): Promise<void> {
    await Promise.all([this.readListAgain(), this.readStats()]);
  }

  private readListAgain(): Promise<void> {
    // Counted when its turn comes: a page that was asked for before may still be on its way.
    return this.read((signal) => this.readList(this.state.tickets?.length ?? 0, signal));
  }

  /** As many tickets as were loaded, within the bound of a refresh, in as few requests as possible. */
  private async readList(loaded: number, signal: AbortSignal): Promise<void> {
    const count = Math.min(Math.max(loaded, PAGE_SIZE_DEFAULT), REFRESHED_MAX);
    let page: TicketPage = { results: [], next_cursor: null };
    do {
      const query = { ...queryOf(this.state.filters), ...(page.next_cursor && { cursor: page.next_cursor }) };
      const page_size = Math.min(count - page.results.length, PAGE_SIZE_MAX);
      const next = await this.api.listTickets({ ...query, page_size }, signal);
      page = { results: [...page.results, ...next.results], next_cursor: next.next_cursor };
    } while (page.next_cursor !== null && page.results.length < count);
    signal.throwIfAborted();
    this.set(loaded > REFRESHED_MAX ? withTop(this.state, page) : withList(this.state, page));
  }

  private read(task: (signal: AbortSignal) => Promise<void>): Promise<void> {
    const { signal } = this.view;
    this.reading = this.reading.then(async () => {
      if (signal.aborted) return;
      try {
        await task(signal);
      } catch (error) {
        this.checkWelcome(error);
        if (signal.aborted) return;
        this.set(withoutList(this.state, explain(error)));
      }
    });
    return this.reading;
  }

  private checkWelcome(error: unknown): void {
    if (error instanceof SessionEnded) this.unwelcome.ended(error.message);
    if (isStatus(error, 403)) this.unwelcome.noAgent();
  }
}
