/** The draft on this device, so that a reload loses nothing. */

import { stillThere } from "../shared/attached";
import { forget, readStored, store } from "../shared/storage";
import { type Draft, EMPTY_DRAFT } from "./draft";

/** Another shape of Draft needs another version: what an older page stored is then not read. */
const VERSION = 1;
const STORED_AS = "draft";
const KEPT_MS = 7 * 24 * 3600 * 1000;
const TEXTS = ["title", "description", "name", "email"] as const;

interface Stored {
  version: number;
  savedAt: number;
  draft: Draft;
}

/** Whether the draft is kept now. An empty one leaves nothing behind. */
export function saveDraft(draft: Draft): boolean {
  if (draft.startedAt === null) return forget(STORED_AS);
  const stored: Stored = { version: VERSION, savedAt: Date.now(), draft };
  return store(STORED_AS, JSON.stringify(stored));
}

/** Whether it has what drawing and sending need; a draft without would break the page at every visit. */
function isDraft(draft: Draft): boolean {
  const { category, priority, suggestion, startedAt } = draft;
  const texts = [category.value, category.by, priority.value, priority.by, ...TEXTS.map((name) => draft[name])];
  return (
    texts.every((text) => typeof text === "string") &&
    Number.isSafeInteger(startedAt) &&
    typeof (suggestion ?? { confidence: "" }).confidence === "string"
  );
}

/** What was entered here within seven days and not sent, also by a clock that was set back since; else an empty draft. */
export function loadDraft(): Draft {
  try {
    const { version, savedAt, draft } = JSON.parse(readStored(STORED_AS) ?? "") as Stored;
    if (version === VERSION && isDraft(draft) && Math.abs(Date.now() - savedAt) < KEPT_MS)
      return { ...EMPTY_DRAFT, ...draft, attachments: stillThere(draft.attachments) };
  } catch {
    // Nothing is stored, or nothing of ours.
  }
  forget(STORED_AS);
  return EMPTY_DRAFT;
}
