/** The public pages' language: which one, its messages, and the change of it. Only the language that is used is loaded. */

import arabic from "./messages/ar/common.json?url";
import german from "./messages/de/common.json?url";
import type attachments from "./messages/en/attachments.json";
import type common from "./messages/en/common.json";
import english from "./messages/en/common.json?url";
import type form from "./messages/en/form.json";
import type lost from "./messages/en/lost.json";
import type own from "./messages/en/own.json";
import type thanks from "./messages/en/thanks.json";
import type track from "./messages/en/track.json";
import { request } from "./request";
import { readStored, store } from "./storage";

/** A page may use the common messages, those that it gives to `start`, and what it has learnt by `speakAlso`. */
export type MessageKey = keyof (typeof attachments &
  typeof common &
  typeof form &
  typeof lost &
  typeof own &
  typeof thanks &
  typeof track);
type Messages = Record<MessageKey, string>;

/** A text in the language that the page has when it is drawn, which may change after the text was chosen. */
export type Text = () => string;

/** Each language's name in itself. messages/<language> has what the pages say. */
export const LANGUAGES = { en: "English", de: "Deutsch", ar: "العربية" };
export type Language = keyof typeof LANGUAGES;

const RIGHT_TO_LEFT: readonly Language[] = ["ar"];
const STORED_AS = "language";

/** Where the browser gets messages from. */
export type Addresses = Record<Language, string>;

const COMMON: Addresses = { en: english, de: german, ar: arabic };

export let parts: Addresses[] = [COMMON];
let messages: Messages;
let draw = (): void => {};

function isLanguage(name: string): name is Language {
  return Object.hasOwn(LANGUAGES, name);
}

/** What the person chose earlier, else the first language of the browser that we speak, else English. */
export function preferredLanguage(): Language {
  const wanted = [readStored(STORED_AS) ?? "", ...navigator.languages];
  return wanted.map((name) => name.toLowerCase().split("-")[0] ?? "").find(isLanguage) ?? "en";
}

/** The page has these messages beside the common ones, and is to be drawn again whenever it speaks another language. */
export function whenSpoken(own: Addresses | undefined, redraw: () => void): void {
  if (own) parts = [COMMON, own];
  draw = redraw;
}

/** From here on the page speaks that language. Fails, and changes nothing, when its messages cannot be loaded. */
export async function speak(language: Language): Promise<void> {
  // The addresses change with the contents, so whatever the browser has kept is right.
  const wanted = parts;
  const loaded = wanted.map((part) => request<Partial<Messages>>(part[language], { cache: "default" }));
  const found = await Promise.all(loaded);
  // Meanwhile the page has got more to say.
  if (wanted !== parts) return speak(language);
  messages = Object.assign({}, ...found);
  document.documentElement.lang = language;
  document.documentElement.dir = RIGHT_TO_LEFT.includes(language) ? "rtl" : "ltr";
  draw();
}

/** What the page says from its next `speak` on. */
export function setParts(all: Addresses[]): void {
  parts = all;
}

/** What a person chose by hand is theirs on the next visit too. */
export async function choose(language: Language): Promise<void> {
  await speak(language);
  store(STORED_AS, language);
}

/** The language that the page speaks. */
export function spoken(): Language {
  const { lang } = document.documentElement;
  return isLanguage(lang) ? lang : "en";
}

/**
 * The message in the language of the page, its {placeholders} filled in. A value that is newer than this page, such as
 * another category, is named by its key: better than no page.
 */
export function t(key: MessageKey, values: Record<string, string | number> = {}): string {
  return (messages[key] ?? key).replace(/\{(\w+)\}/g, (_, name: string) => String(values[name]));
}
