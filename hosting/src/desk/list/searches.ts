import { readStored, store } from "../../shared/storage";

const SEARCHES_MAX = 8;

/** What an agent looked for lately in this browser, the last first. */
export function readSearches(uid: string): string[] {
  const lines = (readStored(`desk.searches.${uid}`) ?? "").split("\n");
  return lines.filter(Boolean).slice(0, SEARCHES_MAX);
}

export function writeSearch(uid: string, text: string): void {
  const others = readSearches(uid).filter((it) => it !== text);
  store(`desk.searches.${uid}`, [text, ...others].slice(0, SEARCHES_MAX).join("\n"));
}
