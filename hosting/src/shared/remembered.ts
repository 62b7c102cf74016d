/** The tickets that were opened on this device, newest first, so that a lost link is found again. No text is kept. */

import { forget, readStored, store } from "./storage";

export interface Remembered {
  id: string;
  reference: string;
  tracking_token: string;
  created_at: string;
}

const STORED_AS = "tickets";
const MOST = 20;
const PARTS = ["id", "reference", "tracking_token", "created_at"] as const;

function isTicket(stored: Remembered | null): stored is Remembered {
  return PARTS.every((part) => typeof stored?.[part] === "string");
}

export function remembered(): Remembered[] {
  try {
    return JSON.parse(readStored(STORED_AS) ?? "").filter(isTicket);
  } catch {
    // Nothing is stored, or nothing of ours.
    return [];
  }
}

/** Whether the tickets are kept now. None leave nothing behind. */
function keep(tickets: Remembered[]): boolean {
  return tickets.length === 0 ? forget(STORED_AS) : store(STORED_AS, JSON.stringify(tickets.slice(0, MOST)));
}

function others(id: string): Remembered[] {
  return remembered().filter((ticket) => ticket.id !== id);
}

export function remember({ id, reference, tracking_token, created_at }: Remembered): boolean {
  return keep([{ id, reference, tracking_token, created_at }, ...others(id)]);
}

/** Also what was being written to it. */
export function forgetTicket(id: string): void {
  keep(others(id));
  forget(replyTo(id));
}

/** Under which name it is stored what is being written to a ticket. */
export function replyTo(id: string): string {
  return `reply ${id}`;
}

/** The private link. Its token travels in the fragment, which browsers send to no server and in no Referer. */
export function statusLink({ id, tracking_token }: Remembered): string {
  return `${window.location.origin}/track#${id}.${tracking_token}`;
}
