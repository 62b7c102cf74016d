/** Parts of the desk that are loaded only when they are needed. */

import { loadConfig } from "./config";

/** The server is there and the part is not: a deploy has replaced it since this page was loaded. */
export class Outdated extends Error {
  override name = "Outdated";
}

/** Fails with Outdated if only loading the page again helps, with NetworkError or its like if another try may. */
export async function onDemand<Part>(load: () => Promise<Part>): Promise<Part> {
  try {
    return await load();
  } catch (error) {
    // A failed import does not say why it failed; whether anything can be loaded does.
    await loadConfig();
    throw new Outdated("a part of the page is gone", { cause: error });
  }
}
