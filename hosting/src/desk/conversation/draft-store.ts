/** Drafts on this device, by agent and ticket. Where nothing can be stored, they live as long as the page. */

import { stillThere } from "../../shared/attached";
import { forget, readStored, store } from "../../shared/storage";
import { type Draft, emptyDraft, isEmpty } from "./draft";

function prefixOf(uid: string): string {
  return `desk.draft.${uid}.`;
}

/** null where there is none, or nothing of ours. */
export function readDraft(uid: string, ticket: string): Draft | null {
  try {
    const stored: Partial<Draft> | null = JSON.parse(readStored(prefixOf(uid) + ticket) ?? "null");
    if (typeof stored?.texts?.reply !== "string" || typeof stored.texts.note !== "string") return null;
    const files = { reply: stillThere(stored.files?.reply), note: stillThere(stored.files?.note) };
    return { ...emptyDraft(""), ...stored, files };
  } catch {
    return null;
  }
}

export function writeDraft(uid: string, ticket: string, draft: Draft): void {
  const key = prefixOf(uid) + ticket;
  if (isEmpty(draft)) forget(key);
  else store(key, JSON.stringify(draft));
}

/** The ticket that the key of a stored value is about, if it is about a draft of the agent's. */
export function ticketOfKey(uid: string, key: string | null): string | null {
  const prefix = prefixOf(uid);
  return key?.startsWith(prefix) ? key.slice(prefix.length) : null;
}

/** The tickets with a draft of the agent's. */
export function drafted(uid: string): string[] {
  try {
    return Object.keys(window.localStorage)
      .map((key) => ticketOfKey(uid, key))
      .filter((ticket) => ticket !== null);
  } catch {
    return [];
  }
}
