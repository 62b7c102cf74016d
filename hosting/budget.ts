import { gzipSync } from "node:zlib";
import type { Plugin, Rollup } from "vite";
import { languageOf } from "./messages.ts";

/** Most that a page may load, in bytes after gzip, by the entry's name. */
export type Budgets = Record<string, number>;

/** The entry's chunk and everything that it imports, at once or later. */
function reached(bundle: Rollup.OutputBundle, entry: Rollup.OutputChunk): Rollup.OutputChunk[] {
  const chunks = new Map<string, Rollup.OutputChunk>();
  const visit = (name: string): void => {
    const file = bundle[name];
    if (chunks.has(name) || file?.type !== "chunk") return;
    chunks.set(name, file);
    for (const next of [...file.imports, ...file.dynamicImports]) visit(next);
  };
  visit(entry.fileName);
  return [...chunks.values()];
}

/** What the messages weigh that the chunks can ask for, in the language in which they weigh most. */
function weighMessages(bundle: Rollup.OutputBundle, chunks: Rollup.OutputChunk[]): number {
  const sizes: Record<string, number> = {};
  for (const name of new Set(chunks.flatMap((chunk) => [...(chunk.viteMetadata?.importedAssets ?? [])]))) {
    const file = bundle[name];
    if (file?.type !== "asset") continue;
    const language = languageOf(file);
    if (language) sizes[language] = (sizes[language] ?? 0) + gzipSync(file.source).length;
  }
  return Math.max(0, ...Object.values(sizes));
}

/**
 * Fails the build when a page's scripts weigh more than the page's budget: its entry, everything that this imports, and
 * the messages of one language, because a page loads one; counted is the language that weighs most.
 */
export function budget(limits: Budgets): Plugin {
  return {
    name: "budget",
    apply: "build",
    enforce: "post",
    generateBundle(_options, bundle) {
      const entries = Object.values(bundle).filter((file) => file.type === "chunk" && file.isEntry);
      for (const [name, limit] of Object.entries(limits)) {
        const entry = entries.find((file) => file.type === "chunk" && file.name === name);
        if (entry?.type !== "chunk") return this.error(`budget: there is no page "${name}"`);
        const chunks = reached(bundle, entry);
        const messages = weighMessages(bundle, chunks);
        const scripts = chunks.reduce((sum, chunk) => sum + gzipSync(chunk.code).length, 0);
        if (messages === 0) return this.error(`budget: "${name}" has no messages`);
        const figures = `${name}: ${scripts} bytes of JavaScript and ${messages} of messages (gzip), budget ${limit}`;
        if (scripts + messages > limit) return this.error(`${figures}: too much`);
        this.info(figures);
      }
    },
  };
}
