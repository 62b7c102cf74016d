import { gzipSync } from "node:zlib";
import type { Plugin, Rollup } from "vite";
import { languageOf } from "./messages.ts";

/** Most that a page may load, in bytes after gzip, by the entry's name. */
export type Budgets = Record<string, number>;

/** Of a page that has a part for few people alone: the chunk of that part, and the most that it may load before it. */
export type FirstBudgets = Record<string, { until: string; limit: number }>;

/** The entry's chunk and everything that it imports, at once or later; not what comes with the chunk named `until`. */
function reached(bundle: Rollup.OutputBundle, entry: Rollup.OutputChunk, until?: string): Rollup.OutputChunk[] {
  const chunks = new Map<string, Rollup.OutputChunk>();
  const visit = (name: string): void => {
    const file = bundle[name];
    if (chunks.has(name) || file?.type !== "chunk" || file.name === until) return;
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

function weighScripts(chunks: Rollup.OutputChunk[]): number {
  return chunks.reduce((sum, chunk) => sum + gzipSync(chunk.code).length, 0);
}

function weighStyles(bundle: Rollup.OutputBundle, chunks: Rollup.OutputChunk[]): number {
  const names = new Set(chunks.flatMap((chunk) => [...(chunk.viteMetadata?.importedCss ?? [])]));
  const files = [...names].map((name) => bundle[name]);
  return files.reduce((sum, file) => sum + (file?.type === "asset" ? gzipSync(file.source).length : 0), 0);
}

function entryOf(bundle: Rollup.OutputBundle, name: string): Rollup.OutputChunk {
  const entry = Object.values(bundle).find((file) => file.type === "chunk" && file.isEntry && file.name === name);
  if (entry?.type !== "chunk") throw new Error(`budget: there is no page "${name}"`);
  return entry;
}

/**
 * Fails the build when a page's scripts weigh more than the page's budget: its entry, everything that this imports, and
 * the messages of one language, because a page loads one; counted is the language that weighs most. Of a page in
 * `firstLimits` what it loads before that part counts, with its styles.
 */
export function budget(limits: Budgets, firstLimits: FirstBudgets): Plugin {
  return {
    name: "budget",
    apply: "build",
    enforce: "post",
    generateBundle(_options, bundle) {
      for (const [name, limit] of Object.entries(limits)) {
        const chunks = reached(bundle, entryOf(bundle, name));
        const messages = weighMessages(bundle, chunks);
        const scripts = weighScripts(chunks);
        if (messages === 0) return this.error(`budget: "${name}" has no messages`);
        const figures = `${name}: ${scripts} bytes of JavaScript and ${messages} of messages (gzip), budget ${limit}`;
        if (scripts + messages > limit) return this.error(`${figures}: too much`);
        this.info(figures);
      }
      for (const [name, { until, limit }] of Object.entries(firstLimits)) {
        const chunks = reached(bundle, entryOf(bundle, name), until);
        const [scripts, styles] = [weighScripts(chunks), weighStyles(bundle, chunks)];
        const figures = `${name}, first: ${scripts} bytes of JavaScript and ${styles} of styles (gzip), budget ${limit}`;
        if (!Object.values(bundle).some((file) => file.type === "chunk" && file.name === until))
          return this.error(`budget: "${name}" has no part "${until}"`);
        if (styles === 0 || scripts + styles > limit) return this.error(`${figures}: too much, or not all is known`);
        this.info(figures);
      }
    },
  };
}
