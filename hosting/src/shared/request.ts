/** The one place that talks to the server, and raises failures as three kinds of error. */

import { setClock } from "./clock";
import type { Problem } from "./contract";
import { ApiError, isAbort, NetworkError, TimeoutError } from "./errors";

export interface Call {
  method?: "GET" | "POST" | "PATCH" | "DELETE";
  headers?: Record<string, string>;
  body?: unknown;
  signal?: AbortSignal | undefined;
  timeoutMs?: number;
  /** What the browser may answer from its cache; nothing, unless said otherwise. */
  cache?: RequestCache;
  /** It is sent also when the page goes; its body may then have 64 KiB at most. */
  keepalive?: boolean;
  /** What the answer is taken as: JSON, unless said otherwise. */
  read?: "json" | "blob";
  /** What sends it, with a body of its own; fetch, unless said otherwise. */
  by?: (path: string, init: RequestInit) => Promise<Response>;
}

const TIMEOUT_MS = 30_000;

function translate(error: unknown): Error {
  if (error instanceof DOMException && error.name === "TimeoutError") return new TimeoutError("no answer in time");
  if (error instanceof Error && isAbort(error)) return error;
  return new NetworkError("no readable answer", { cause: error });
}

async function problemOf(response: Response): Promise<ApiError> {
  const wait = Number(response.headers.get("Retry-After") ?? Number.NaN);
  const retryAfter = Number.isFinite(wait) ? wait : null;
  if (response.headers.get("Content-Type")?.startsWith("application/problem+json")) {
    return new ApiError((await response.json()) as Problem, retryAfter);
  }
  const title = response.statusText || `HTTP ${response.status}`;
  return new ApiError({ title, status: response.status, detail: "" }, retryAfter);
}

/** Half an emoji, left over from a cut, would make the body one that no server reads. */
function wellFormed(_: string, value: unknown): unknown {
  return typeof value === "string" ? value.replace(/\p{Surrogate}/gu, "\ufffd") : value;
}

/** An answer in JSON may have no body. */
async function read(response: Response, { read }: Call): Promise<unknown> {
  return read === "blob" ? response.blob() : JSON.parse((await response.text()) || "null");
}

export async function request<Answer>(path: string, call: Call): Promise<Answer> {
  const timeout = AbortSignal.timeout(call.timeoutMs ?? TIMEOUT_MS);
  const init: RequestInit = {
    method: call.method ?? "GET",
    headers: { ...call.headers },
    signal: call.signal ? AbortSignal.any([call.signal, timeout]) : timeout,
    cache: call.cache ?? "no-store",
    keepalive: call.keepalive ?? false,
  };
  if (call.body !== undefined) {
    init.headers = { ...init.headers, "Content-Type": "application/json" };
    init.body = JSON.stringify(call.body, wellFormed);
  }
  let failure: ApiError;
  try {
    const response = await (call.by ?? fetch)(path, init);
    // What comes from a cache has the time at which it was stored.
    if (init.cache === "no-store") setClock(response);
    if (response.ok) return (await read(response, call)) as Answer;
    failure = await problemOf(response);
  } catch (error) {
    throw translate(error);
  }
  throw failure;
}

/** Starts an instance of the function behind a path by the cheapest request there is, whatever comes of it. */
export async function wake(path: string): Promise<void> {
  await fetch(path, { method: "OPTIONS" }).catch(() => undefined);
}
