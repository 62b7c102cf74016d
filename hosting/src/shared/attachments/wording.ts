/** What is said of files: the words of the page, in its language. */

import { ApiError } from "../errors";
import type en from "../messages/en/attachments.json";
import { sizeText } from "./describing";
import { Refused } from "./refused";

/** As 10 MiB are usually written. */
const MOST_BYTES = 10e6;

export interface Words {
  say: (key: keyof typeof en, values?: Record<string, string | number>) => string;
  /** A failure that has nothing to do with files. */
  explain: (error: unknown) => string;
}

/** Why a file is not uploaded. */
export function failureOf(error: unknown, { say, explain }: Words): string {
  const why = error instanceof Refused ? error.why : null;
  const status = error instanceof ApiError ? error.status : null;
  if (why === "empty") return say("files.empty");
  if (why === "large" || status === 413) return say("files.large", { max: sizeText(MOST_BYTES) });
  return status === 415 ? say("files.kind") : explain(error);
}
