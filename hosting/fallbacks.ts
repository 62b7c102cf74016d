import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";

type Messages = Record<string, string>;

/** Every language with how it is written; the same as in src/shared/i18n.ts, which a page cannot ask without JavaScript. */
const DIRECTIONS = { en: "ltr", de: "ltr", ar: "rtl" };

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}

function messagesOf(language: string, part: string): Messages {
  const file = fileURLToPath(new URL(`src/shared/messages/${language}/${part}.json`, import.meta.url));
  return JSON.parse(readFileSync(file, "utf-8")) as Messages;
}

/** Where a click on the contact leads; "" where it is a sentence. */
function hrefOf(contact: string): string {
  if (/^[^\s@]+@[^\s@]+$/.test(contact)) return `mailto:${contact}`;
  return /^https:\S+$/i.test(contact) ? contact : "";
}

function paragraphs(message: "needsScript" | "unavailable", contact: string): string {
  const href = escaped(hrefOf(contact));
  const name = `<bdi>${escaped(contact)}</bdi>`;
  const texts = Object.entries(DIRECTIONS).map(([language, direction]) => {
    const { otherWays } = messagesOf(language, "common");
    const others = contact && ` ${otherWays} ${href ? `<a class="link" href="${href}">${name}</a>` : name}`;
    return `<p class="mt-4" lang="${language}" dir="${direction}">${messagesOf(language, "html")[message]}${others}</p>`;
  });
  return `<main class="mx-auto max-w-2xl px-4 py-10">${texts.join("")}</main>`;
}

/**
 * Fills a page's HTML with what it says when its script cannot: `<noscript>` without JavaScript, `<template>` without
 * the messages, in every language; and with the support contact (empty: none), which the script finds at the body.
 */
export function fallbacks(contact: string): Plugin {
  return {
    name: "fallbacks",
    transformIndexHtml: (html) =>
      html
        .replace("<noscript></noscript>", () => `<noscript>${paragraphs("needsScript", contact)}</noscript>`)
        .replace("<template></template>", () => `<template>${paragraphs("unavailable", contact)}</template>`)
        .replace(
          'data-contact=""',
          () => `data-contact="${escaped(contact)}" data-contact-href="${escaped(hrefOf(contact))}"`,
        ),
  };
}
