import type { Plugin, Rollup } from "vite";

const MESSAGES = /messages\/(\w+)\/\w+\.json$/;

/** The language of a file of messages; undefined for every other file. */
export function languageOf(file: Rollup.OutputAsset): string | undefined {
  return MESSAGES.exec(file.originalFileNames[0] ?? "")?.[1];
}

/** Takes the white space, which is for translators, out of the messages that pages load. */
export function compactMessages(): Plugin {
  return {
    name: "compact-messages",
    apply: "build",
    generateBundle(_options, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type !== "asset" || !languageOf(file)) continue;
        const source = typeof file.source === "string" ? file.source : new TextDecoder().decode(file.source);
        file.source = JSON.stringify(JSON.parse(source));
      }
    },
  };
}
