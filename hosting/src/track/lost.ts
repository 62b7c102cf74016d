/** The way to a lost link, with its words. */

import ar from "../shared/messages/ar/lost.json?url";
import de from "../shared/messages/de/lost.json?url";
import en from "../shared/messages/en/lost.json?url";
import { speakAlso } from "../shared/speak-also";
import { LostLink } from "./lost-link";

/** Fails when the words cannot be loaded. */
export async function openLostLink(): Promise<typeof LostLink> {
  await speakAlso({ en, de, ar });
  return LostLink;
}
