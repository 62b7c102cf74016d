import type { Plugin } from "vite";

/** Writes config.json, which the desk reads; `clientId` is of Google sign-in (empty: not offered). */
export function configured(clientId: string): Plugin {
  return {
    name: "configured",
    generateBundle() {
      const config = { emulators: null, firebase: null, googleClientId: clientId || null };
      this.emitFile({ type: "asset", fileName: "config.json", source: JSON.stringify(config) });
    },
  };
}
