import type { FieldError, Problem } from "./contract";

/** No answer that we can read: offline, blocked, cut off, or something between us and the server answered instead. */
export class NetworkError extends Error {
  override name = "NetworkError";
}

/** The answer took longer than we were ready to wait. The request may still have been carried out. */
export class TimeoutError extends Error {
  override name = "TimeoutError";
}

/** The server refused. */
export class ApiError extends Error {
  override name = "ApiError";

  constructor(
    readonly problem: Problem,
    /** Seconds after which another try makes sense, where the server said so. */
    readonly retryAfter: number | null,
  ) {
    super(problem.detail);
  }

  get status(): number {
    return this.problem.status;
  }

  get fields(): FieldError[] {
    return this.problem.errors ?? [];
  }
}

export function isStatus(error: unknown, status: number): boolean {
  return error instanceof ApiError && error.status === status;
}

/** Whether the caller itself gave up on the request, which is no failure to show. */
export function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === "AbortError";
}
