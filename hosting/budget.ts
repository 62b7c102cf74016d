import { gzipSync } from "node:zlib";
import type { Plugin, Rollup } from "vite";

/** Most JavaScript that a page may load, in bytes after gzip, by the entry's name. */
export type Budgets = Record<string, number>;

function weigh(bundle: Rollup.OutputBundle, entry: Rollup.OutputChunk): number {
  const files = new Set<string>();
  const visit = (name: string): void => {
    const file = bundle[name];
    if (files.has(name) || file?.type !== "chunk") return;
    files.add(name);
    for (const next of [...file.imports, ...file.dynamicImports]) visit(next);
  };
  visit(entry.fileName);
  const code = [...files].map((name) => bundle[name]).map((file) => (file?.type === "chunk" ? file.code : ""));
  return code.reduce((sum, text) => sum + gzipSync(text).length, 0);
}

/** Fails the build when a page's scripts, with everything that they import, weigh more than the page's budget. */
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
        const bytes = weigh(bundle, entry);
        const figures = `${name}: ${bytes} bytes of JavaScript (gzip), budget ${limit}`;
        if (bytes > limit) return this.error(`${figures}: too much`);
        this.info(figures);
      }
    },
  };
}
