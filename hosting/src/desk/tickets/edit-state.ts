/** The pure changes of the state while tickets are edited. */

import type { Ticket, TicketPatch } from "../../shared/contract";
import { FIELD_NAMES, FREE_FIELDS, SUGGESTED } from "./fields";
import type { DeskState } from "./state";

/**
 * Why a change was not made: it failed, or another change was faster and the person has to choose. `mine` is what the
 * person chose, `seen` the ticket that they saw when they did.
 */
export type Trouble =
  | { kind: "failed"; mine: TicketPatch; seen: Ticket; message: string }
  | { kind: "conflict"; mine: TicketPatch; seen: Ticket };

const PATCHED = [...FIELD_NAMES, ...Object.keys(FREE_FIELDS)] as (keyof TicketPatch)[];

/** What a change made of a ticket. */
export interface Step {
  before: Ticket;
  after: Ticket;
}

/** Tags are a list, and a new one with each answer. */
function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** The values of a patch that differ from the ticket's; null when there are none. */
export function difference(patch: TicketPatch, ticket: Ticket): TicketPatch | null {
  const differing = Object.entries(patch).filter(([name, value]) => !isSame(ticket[name as keyof TicketPatch], value));
  return differing.length > 0 ? Object.fromEntries(differing) : null;
}

/** What was suggested and is not so; null where nothing is. */
export function suggestedFor(ticket: Ticket): TicketPatch | null {
  const { suggestion } = ticket;
  return suggestion && difference(Object.fromEntries(SUGGESTED.map((name) => [name, suggestion[name]])), ticket);
}

/** What became different from one version of a ticket to another. */
export function changesOf(seen: Ticket, now: Ticket): TicketPatch {
  return difference(Object.fromEntries(PATCHED.map((name) => [name, now[name]])), seen) ?? {};
}

/** The change can be undone now; one that follows upon another of the same ticket is undone together with it. */
export function withStep(state: DeskState, { before, after }: Step): DeskState {
  const { step } = state;
  const follows = step?.after.id === before.id && step.after.version === before.version;
  return { ...state, step: { before: follows ? step.before : before, after } };
}

export function withSaving(state: DeskState, id: string, patch: TicketPatch): DeskState {
  const saving = { ...state.saving, [id]: { ...state.saving[id], ...patch } };
  return { ...withoutTrouble(state, id), saving };
}

/** No change of this ticket is under way any more; `trouble` says why the last one was not made. */
export function withSaved(state: DeskState, id: string, trouble: Trouble | null): DeskState {
  const { [id]: _, ...saving } = state.saving;
  const troubles = trouble === null ? state.troubles : { ...state.troubles, [id]: trouble };
  return { ...state, saving, troubles };
}

export function withoutTrouble(state: DeskState, id: string): DeskState {
  const { [id]: _, ...troubles } = state.troubles;
  return { ...state, troubles };
}

/** What the person has to decide after another change was faster; null if both wanted the same. */
export function conflictOf(theirs: Ticket, seen: Ticket, wanted: TicketPatch): Trouble | null {
  const mine = difference(wanted, theirs);
  return mine && { kind: "conflict", mine, seen };
}
