/** What the agent does to tickets. Every change is made to the version that the agent saw, or not at all. */

import type { Status, Ticket, TicketPatch } from "../../shared/contract";
import { isStatus } from "../../shared/errors";
import { explain } from "../ui/explain";
import { type BulkItem, type Order, waysBack, withBulk, withOutcome } from "./bulk-state";
import type { DeskStore } from "./desk-store";
import {
  changesOf,
  conflictOf,
  difference,
  type Trouble,
  withoutTrouble,
  withSaved,
  withSaving,
  withStep,
} from "./edit-state";
import { inParallel } from "./in-parallel";
import { ticketOf, withOpenedPart, withTicket } from "./state";
import type { TeamStore } from "./team";
import { patchText } from "./wording";

const PARALLEL_MAX = 4;

function isSettled(status: Status | undefined): boolean {
  return status === "resolved" || status === "closed";
}

export class Edits {
  /** The agent is done with a ticket. */
  onSettled: (id: string) => void = () => {};
  /** The agent takes back what they did to a ticket. */
  onUndone: (id: string) => void = () => {};
  private readonly changes = new Map<string, Promise<Ticket>>();

  constructor(
    private readonly desk: DeskStore,
    private readonly team: TeamStore,
  ) {}

  /** Makes the change unless the ticket has changed meanwhile. Changes of one ticket go one after the other. */
  async change(id: string, patch: TicketPatch, seen = ticketOf(this.desk.state, id)): Promise<void> {
    if (!seen) return;
    this.desk.update((state) => withSaving(state, id, patch));
    if (isSettled(patch.status) && !isSettled(seen.status)) this.onSettled(id);
    const change = (this.changes.get(id) ?? Promise.resolve(seen)).then((before) => this.step(before, patch));
    this.changes.set(id, change);
    const trouble = await change.then(
      () => null,
      (error: unknown) => this.troubleOf(seen, error),
    );
    if (this.changes.get(id) !== change) return;
    this.changes.delete(id);
    this.desk.update((state) => withSaved(state, id, trouble));
    this.changed();
  }

  /** Decides about a change that was not made: the agent's values on the ticket as it now is, or that as it is. */
  decide(id: string, mine: TicketPatch | null): void {
    this.desk.update((state) => withoutTrouble(state, id));
    if (mine) void this.change(id, mine);
  }

  /** The same change of all selected tickets; what becomes of each is in the state. */
  changeSelected(patch: TicketPatch): Promise<void> {
    const { state } = this.desk;
    const tickets = [...state.selected].map((id) => ticketOf(state, id)).filter((ticket) => ticket !== undefined);
    return this.changeAll(
      patchText(patch, this.team.state.agents),
      tickets.map((ticket) => ({ ticket, patch })),
    );
  }

  /** Takes back the last change, of one ticket or of several, unless others have changed the ticket since then. */
  undo(): void {
    if (this.desk.state.step) this.undoStep();
    else this.undoBulk();
  }

  undoStep(): void {
    const { step } = this.desk.state;
    if (!step) return;
    this.desk.update((state) => ({ ...state, step: null }));
    this.onUndone(step.after.id);
    void this.change(step.after.id, changesOf(step.after, step.before), step.after);
  }

  undoBulk(): void {
    const { bulk } = this.desk.state;
    const orders = bulk ? waysBack(bulk) : [];
    if (bulk && orders.length > 0) void this.changeAll(`Undo of ${bulk.name}`, orders);
  }

  /** Makes a new status link; the one before, if any, ends. */
  async renewLink(id: string): Promise<void> {
    const { tracking_token } = await this.desk.api.renewLink(id);
    this.desk.update((state) => withOpenedPart(state, id, { token: tracking_token }));
    const ticket = await this.desk.api.getTicket(id);
    this.desk.update((state) => withTicket(state, ticket));
  }

  /** Ends the status link. */
  async revokeLink(id: string): Promise<void> {
    const ticket = await this.desk.api.revokeLink(id);
    this.desk.update((state) => withOpenedPart(withTicket(state, ticket), id, { token: null }));
  }

  /** Takes the ticket out of quarantine. */
  async release(id: string): Promise<void> {
    const ticket = await this.desk.api.releaseTicket(id);
    this.desk.update((state) => withTicket(state, ticket));
    this.desk.refresh();
  }

  private async send(seen: Ticket, patch: TicketPatch): Promise<Ticket> {
    const ticket = await this.desk.api.updateTicket(seen.id, patch, seen.version);
    this.desk.update((state) => withTicket(state, ticket));
    return ticket;
  }

  private async step(before: Ticket, patch: TicketPatch): Promise<Ticket> {
    const after = await this.send(before, patch);
    this.desk.update((state) => withStep(state, { before, after }));
    return after;
  }

  private async changeAll(name: string, orders: Order[]): Promise<void> {
    this.desk.update((state) => withBulk(state, name, orders));
    await inParallel(orders, PARALLEL_MAX, async ({ ticket, patch }) => {
      const result = await this.resultOf(ticket, patch);
      this.desk.update((state) => withOutcome(state, ticket.id, result));
    });
    this.changed();
  }

  private async resultOf(ticket: Ticket, patch: TicketPatch): Promise<Omit<BulkItem, keyof Order>> {
    const nothing = { message: null, after: null };
    try {
      if (!difference(patch, ticket)) return { ...nothing, outcome: "done" };
      return { ...nothing, outcome: "done", after: await this.send(ticket, patch) };
    } catch (error) {
      if (!isStatus(error, 412)) return { ...nothing, outcome: "failed", message: explain(error) };
      await this.readTheirs(ticket.id);
      return { ...nothing, outcome: "overtaken" };
    }
  }

  private async troubleOf(seen: Ticket, error: unknown): Promise<Trouble | null> {
    const mine = this.desk.state.saving[seen.id] ?? {};
    if (!isStatus(error, 412)) return { kind: "failed", mine, seen, message: explain(error) };
    const theirs = await this.readTheirs(seen.id);
    return conflictOf(theirs ?? seen, seen, mine);
  }

  /** The ticket as others have made it, as far as it is known. */
  private async readTheirs(id: string): Promise<Ticket | undefined> {
    try {
      const ticket = await this.desk.api.getTicket(id);
      this.desk.update((state) => withTicket(state, ticket));
      return ticket;
    } catch {
      // The version of the others will come with the next refresh.
      this.desk.refresh();
      return ticketOf(this.desk.state, id);
    }
  }

  private changed(): void {
    if (this.desk.state.signal !== "live") this.desk.refresh();
  }
}
