/** More words for a page, with what is loaded later. */

import { type Addresses, parts, setParts, speak, spoken } from "./i18n";

/** From here on the page has these messages, too. Fails, and changes nothing, when they cannot be loaded. */
export async function speakAlso(part: Addresses): Promise<void> {
  setParts([...parts, part]);
  try {
    await speak(spoken());
  } catch (error) {
    setParts(parts.filter((it) => it !== part));
    throw error;
  }
}
