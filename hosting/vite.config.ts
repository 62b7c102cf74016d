import { fileURLToPath } from "node:url";
import preact from "@preact/preset-vite";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig } from "vite";
import { budget } from "./budget.ts";

const root = fileURLToPath(new URL(".", import.meta.url));
const page = (name: string): string => fileURLToPath(new URL(`${name}.html`, import.meta.url));

export default defineConfig({
  root,
  plugins: [preact(), tailwindcss(), budget({ index: 15_000, track: 15_000 })],
  build: {
    outDir: "dist",
    emptyOutDir: true,
    // Every browser that we support preloads modules itself.
    modulePreload: { polyfill: false },
    // The desk's Firebase SDK is one chunk of about 300 kB that is loaded after the sign-in form is on screen.
    chunkSizeWarningLimit: 600,
    rolldownOptions: {
      input: { index: page("index"), track: page("track"), desk: page("desk"), notfound: page("404") },
    },
  },
});
