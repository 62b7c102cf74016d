/** What the holder of a private link may ask for, and who has lost it. */

import type { LostLink, RequesterMessage, TrackedAnswer, TrackedMessagePage, TrackedTicket } from "../shared/contract";
import { type Call, request } from "../shared/request";
import type { PrivateLink } from "./link";

const MESSAGES_A_PAGE = 20;

function tracked<Answer>({ id, token }: PrivateLink, rest: string, call: Call = {}): Promise<Answer> {
  const headers = { ...call.headers, "X-Tracking-Token": token };
  return request(`/api/track/${encodeURIComponent(id)}${rest}`, { ...call, headers });
}

export function trackTicket(link: PrivateLink): Promise<TrackedTicket> {
  return tracked(link, "");
}

/** A page of the conversation, newest first: the newest, or the one that a cursor names. */
export function readTracked(link: PrivateLink, cursor: string | null): Promise<TrackedMessagePage> {
  const from = cursor ? `&cursor=${encodeURIComponent(cursor)}` : "";
  return tracked(link, `/messages?order=newest&page_size=${MESSAGES_A_PAGE}${from}`);
}

/** The same key with the same message never makes a second message. */
export function sendTracked(link: PrivateLink, body: RequesterMessage, key: string): Promise<TrackedAnswer> {
  return tracked(link, "/messages", { method: "POST", body, headers: { "Idempotency-Key": key } });
}

/** The bytes of a file of the conversation. */
export function readFile(link: PrivateLink, file: string): Promise<Blob> {
  return tracked(link, `/attachments/${encodeURIComponent(file)}`, { read: "blob" });
}

/** Has the link mailed, if the two belong together: the answer does not say. Fails with 409 where no e-mail is sent. */
export function askForLink(body: LostLink): Promise<void> {
  return request("/api/track/link", { method: "POST", body });
}
