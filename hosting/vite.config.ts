import { fileURLToPath } from "node:url";
import preact from "@preact/preset-vite";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig, loadEnv } from "vite";
import { budget } from "./budget.ts";
import { configured } from "./configured.ts";
import { fallbacks } from "./fallbacks.ts";
import { plainImports } from "./imports.ts";
import { compactMessages } from "./messages.ts";
import { reference } from "./reference/reference.ts";

const root = fileURLToPath(new URL(".", import.meta.url));
const COMMON =
  /preact|plain-import|shared\/(?!format|tones|linked|words|attachments|own|speak-also|copy-button|use-copy)/;
const page = (name: string): string => fileURLToPath(new URL(`${name}.html`, import.meta.url));
const PAGES = {
  index: page("index"),
  track: page("track"),
  desk: page("desk"),
  notfound: page("404"),
  reference: page("api-docs"),
};

/** In bytes after gzip. */
const PAGE_BUDGETS = { atOnce: { index: 17_000, track: 20_000, notfound: 15_000 }, later: 12_000 };
/**
 * What it takes to sign in to the desk. What only agents see comes after that; files and the tickets of a device are parts
 * of the public pages, with which it shares a file.
 */
const FIRST_BUDGETS = { desk: { without: ["pages", "public", "own"], limit: 60_000 } };

export default defineConfig(({ mode }) => {
  // From the environment, else from .env.<mode>, else from .env beside this file.
  const settings = loadEnv(mode, root, ["SUPPORT_CONTACT", "GOOGLE_CLIENT_ID"]);
  return {
    root,
    plugins: [
      preact(),
      tailwindcss(),
      fallbacks(settings.SUPPORT_CONTACT ?? ""),
      configured(settings.GOOGLE_CLIENT_ID ?? ""),
      compactMessages(),
      reference(),
      plainImports(),
      budget(PAGE_BUDGETS, FIRST_BUDGETS),
    ],
    build: {
      // Messages are files, so that only those of one language are loaded.
      assetsInlineLimit: 0,
      outDir: "dist",
      emptyOutDir: true,
      // Every browser that we support preloads modules itself.
      modulePreload: { polyfill: false },
      // The desk's Firebase SDK is one chunk of about 300 kB that is loaded after the sign-in form is on screen.
      chunkSizeWarningLimit: 600,
      rolldownOptions: {
        // What pages share is one file: many small ones would be more bytes and more requests. Times, colours of
        // states and what people wrote are left out, which the form does without.
        output: { codeSplitting: { groups: [{ name: "shared", test: COMMON, minShareCount: 2 }] } },
        input: PAGES,
      },
    },
  };
});
