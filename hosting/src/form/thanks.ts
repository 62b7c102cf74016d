/** The confirmation with its words. */

import ar from "../shared/messages/ar/thanks.json?url";
import de from "../shared/messages/de/thanks.json?url";
import en from "../shared/messages/en/thanks.json?url";
import { speakAlso } from "../shared/speak-also";
import { Confirmation } from "./confirmation";

/** Fails when the words cannot be loaded. */
export async function openConfirmation(): Promise<typeof Confirmation> {
  await speakAlso({ en, de, ar });
  return Confirmation;
}
