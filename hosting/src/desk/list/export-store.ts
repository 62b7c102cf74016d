/** Writes all tickets of some filters into a file: a page at a time, none of it on screen. */

import { serverNow } from "../../shared/clock";
import { PAGE_SIZE_MAX } from "../../shared/contract";
import type { TicketApi } from "../tickets/api";
import type { Filters } from "../tickets/filters";
import type { TeamStore } from "../tickets/team";
import { explain } from "../ui/explain";
import { Store } from "../ui/store";
import { csvHeader, csvRows } from "./csv";
import { type FileSink, openSink } from "./file-sink";

/** `count` is how many tickets are in the file by now. */
export type ExportState =
  | { phase: "idle" | "asking" }
  | { phase: "running" | "done" | "cancelled"; count: number }
  | { phase: "failed"; count: number; message: string };

/** As in 2026-11-29: the day that it is here, by the server's clock. */
function today(): string {
  return new Date(serverNow()).toLocaleDateString("sv");
}

interface Job {
  sink: FileSink;
  filters: Filters;
  /** Where it goes on: also after a failure. */
  cursor: string;
  count: number;
  ending: AbortController;
}

export class ExportStore extends Store<ExportState> {
  private job: Job | null = null;

  constructor(
    private readonly api: TicketApi,
    private readonly team: TeamStore,
  ) {
    super({ phase: "idle" });
  }

  /** Must be called from a click: the browser may ask where to save. */
  async start(filters: Filters): Promise<void> {
    // A double click: the browser asks once at a time.
    if (this.state.phase === "asking") return;
    this.set({ phase: "asking" });
    const sink = await openSink(`tickets-${today()}.csv`);
    if (!sink) return this.set({ phase: "idle" });
    this.job = { sink, filters, cursor: "", count: 0, ending: new AbortController() };
    await this.run(this.job, csvHeader());
  }

  /** Goes on where it failed. */
  async resume(): Promise<void> {
    if (this.job) await this.run(this.job);
  }

  cancel(): void {
    const { job } = this;
    if (!job) return;
    this.job = null;
    job.ending.abort();
    void job.sink.discard();
    this.set({ phase: "cancelled", count: job.count });
  }

  private async run(job: Job, header = ""): Promise<void> {
    this.set({ phase: "running", count: job.count });
    try {
      if (header) await job.sink.write(header);
      do await this.writePage(job);
      while (job.cursor !== "");
      await job.sink.close();
      this.job = null;
      this.set({ phase: "done", count: job.count });
    } catch (error) {
      if (job.ending.signal.aborted) return;
      this.set({ phase: "failed", count: job.count, message: explain(error) });
    }
  }

  private async writePage(job: Job): Promise<void> {
    const { signal } = job.ending;
    const rest = { cursor: job.cursor, page_size: PAGE_SIZE_MAX };
    const page = await this.api.listTickets(job.filters, rest, signal);
    signal.throwIfAborted();
    await job.sink.write(csvRows(page.results, this.team.state.agents));
    signal.throwIfAborted();
    job.cursor = page.next_cursor ?? "";
    job.count += page.results.length;
    this.set({ phase: "running", count: job.count });
  }
}
