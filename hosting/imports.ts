import type { Plugin } from "vite";

const HELPER = "\0vite/preload-helper.js";
const NOTHING = "\0plain-import";
const PUBLIC = /\/src\/(form|track|shared)\//;
/** What Vite puts behind each import that is made later: the files that it would load along. */
const FILES = /,\s*__VITE_PRELOAD__/g;

/** The public pages import later without Vite's 700 bytes of help: what comes then imports only what is there already. */
export function plainImports(): Plugin {
  return {
    name: "plain-imports",
    apply: "build",
    enforce: "pre",
    resolveId: (id, importer) => (id === HELPER && PUBLIC.test(importer ?? "") ? NOTHING : undefined),
    load: (id) => (id === NOTHING ? "export const __vitePreload = (load) => load();" : undefined),
    renderChunk: (code, { moduleIds }) =>
      moduleIds.some((id) => PUBLIC.test(id)) && !moduleIds.includes(HELPER) ? code.replace(FILES, "") : undefined,
  };
}
