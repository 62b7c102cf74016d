import { type ComponentType, render } from "preact";
import { type Addresses, type MessageKey, preferredLanguage, speak, t, whenSpoken } from "./i18n";

/** Draws a public page in the person's language, and again, with its state kept, whenever they choose another. */
export async function start(Page: ComponentType, name: MessageKey, own?: Addresses): Promise<void> {
  const place = document.getElementById("page");
  if (!place) return;
  whenSpoken(own, () => {
    document.title = t(name);
    render(<Page />, place);
  });
  try {
    await speak(preferredLanguage());
  } catch {
    // Without its words a page can say no more than its HTML does.
    const unavailable = document.querySelector("template");
    if (unavailable) place.replaceChildren(unavailable.content);
  }
}
