/** The confirmation with its words. */

import { speakAlso } from "../shared/i18n";
import ar from "../shared/messages/ar/thanks.json?url";
import de from "../shared/messages/de/thanks.json?url";
import en from "../shared/messages/en/thanks.json?url";
import { Confirmation } from "./confirmation";

/** Fails when the words cannot be loaded. */
export async function openConfirmation(): Promise<typeof Confirmation> {
  await speakAlso({ en, de, ar });
  return Confirmation;
}
