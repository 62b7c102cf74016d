/** The tickets of this device, with their words. */

import ar from "./messages/ar/own.json?url";
import de from "./messages/de/own.json?url";
import en from "./messages/en/own.json?url";
import { OwnTickets } from "./own-tickets";
import { speakAlso } from "./speak-also";

/** Fails when the words cannot be loaded. */
export async function openOwnTickets(): Promise<typeof OwnTickets> {
  await speakAlso({ en, de, ar });
  return OwnTickets;
}
