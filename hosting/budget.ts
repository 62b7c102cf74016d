import { gzipSync } from "node:zlib";
import type { Plugin, Rollup } from "vite";
import { languageOf } from "./messages.ts";

/** Most that a page may load at once, in bytes after gzip, by the entry's name; and what each may load later. */
interface Budgets {
  atOnce: Record<string, number>;
  later: number;
}

/** Of a page that has parts for few people alone, or for other pages: their chunks, and the most that it loads without. */
type FirstBudgets = Record<string, { without: string[]; limit: number }>;

type Chunks = Set<Rollup.OutputChunk>;

/** The entry's chunk and everything that it imports; `later`: also what it imports then, except the chunks `without`. */
function reached(
  bundle: Rollup.OutputBundle,
  entry: Rollup.OutputChunk,
  later: boolean,
  without: string[] = [],
): Chunks {
  const chunks: Chunks = new Set();
  const visit = (name: string): void => {
    const file = bundle[name];
    if (file?.type !== "chunk" || chunks.has(file) || without.includes(file.name)) return;
    chunks.add(file);
    for (const next of [...file.imports, ...(later ? file.dynamicImports : [])]) visit(next);
  };
  visit(entry.fileName);
  return chunks;
}

/** What the messages weigh that the chunks can ask for, in the language in which they weigh most. */
function weighMessages(bundle: Rollup.OutputBundle, chunks: Chunks): number {
  const sizes: Record<string, number> = {};
  for (const name of new Set([...chunks].flatMap((chunk) => [...(chunk.viteMetadata?.importedAssets ?? [])]))) {
    const file = bundle[name];
    if (file?.type !== "asset") continue;
    const language = languageOf(file);
    if (language) sizes[language] = (sizes[language] ?? 0) + gzipSync(file.source).length;
  }
  return Math.max(0, ...Object.values(sizes));
}

function weighScripts(chunks: Chunks): number {
  return [...chunks].reduce((sum, chunk) => sum + gzipSync(chunk.code).length, 0);
}

function weighStyles(bundle: Rollup.OutputBundle, chunks: Chunks): number {
  const names = new Set([...chunks].flatMap((chunk) => [...(chunk.viteMetadata?.importedCss ?? [])]));
  const files = [...names].map((name) => bundle[name]);
  return files.reduce((sum, file) => sum + (file?.type === "asset" ? gzipSync(file.source).length : 0), 0);
}

function entryOf(bundle: Rollup.OutputBundle, name: string): Rollup.OutputChunk {
  const entry = Object.values(bundle).find((file) => file.type === "chunk" && file.isEntry && file.name === name);
  if (entry?.type !== "chunk") throw new Error(`budget: there is no page "${name}"`);
  return entry;
}

/** Scripts and messages; raises an Error where they are too many. */
function checked(bundle: Rollup.OutputBundle, name: string, chunks: Chunks, limit: number): string {
  const messages = weighMessages(bundle, chunks);
  const scripts = weighScripts(chunks);
  const figures = `${name}: ${scripts} bytes of JavaScript and ${messages} of messages (gzip), budget ${limit}`;
  if (chunks.size > 0 && messages === 0) throw new Error(`budget: "${name}" has no messages`);
  if (scripts + messages > limit) throw new Error(`${figures}: too much`);
  return figures;
}

/** Scripts and styles of a page without those parts; raises an Error where they are too many. */
function checkedFirst(bundle: Rollup.OutputBundle, name: string, without: string[], limit: number): string {
  const chunks = reached(bundle, entryOf(bundle, name), true, without);
  const [scripts, styles] = [weighScripts(chunks), weighStyles(bundle, chunks)];
  const figures = `${name}, first: ${scripts} bytes of JavaScript and ${styles} of styles (gzip), budget ${limit}`;
  const missing = without.filter((part) => !Object.values(bundle).some((file) => file.name === part));
  if (missing.length > 0) throw new Error(`budget: "${name}" has no part "${missing}"`);
  if (styles === 0 || scripts + styles > limit) throw new Error(`${figures}: too much, or not all is known`);
  return figures;
}

/**
 * Fails the build when a page's scripts weigh more than the page's budget: its entry, everything that this imports, and
 * the messages of one language, because a page loads one; counted is the language that weighs most. What a page loads
 * later, where it is needed, has a budget of its own, the same for every page. Of a page in `firstLimits` what it loads
 * without those parts counts, with its styles.
 */
export function budget({ atOnce, later }: Budgets, firstLimits: FirstBudgets): Plugin {
  return {
    name: "budget",
    apply: "build",
    enforce: "post",
    generateBundle(_options, bundle) {
      for (const [name, limit] of Object.entries(atOnce)) {
        const first = reached(bundle, entryOf(bundle, name), false);
        const all = reached(bundle, entryOf(bundle, name), true);
        const rest = new Set([...all].filter((chunk) => !first.has(chunk)));
        this.info(checked(bundle, name, first, limit));
        this.info(checked(bundle, `${name}, later`, rest, later));
      }
      for (const [name, { without, limit }] of Object.entries(firstLimits)) {
        this.info(checkedFirst(bundle, name, without, limit));
      }
    },
  };
}
