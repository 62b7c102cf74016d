import type { FieldError } from "../../shared/contract";
import { ApiError, NetworkError, TimeoutError } from "../../shared/errors";

/** The person is signed in no more. The message is for them. */
export class SessionEnded extends Error {
  override name = "SessionEnded";

  constructor(message = "Your session has ended. Please sign in again.") {
    super(message);
  }
}

/** The failure as a sentence for the agent in front of the screen; the public pages have theirs in several languages. */
export function explain(error: unknown): string {
  if (error instanceof NetworkError) return "We could not reach the server. Check your connection and try again.";
  if (error instanceof TimeoutError) return "The server took too long to answer. Please try again.";
  if (error instanceof SessionEnded) return error.message;
  if (!(error instanceof ApiError)) return "Something went wrong on this page. Please try again.";
  if (error.status === 429) {
    const pause = error.retryAfter === null ? "in a moment" : `in ${error.retryAfter} seconds`;
    return `Too many requests from here. Please try again ${pause}.`;
  }
  if (error.status >= 500) return "Something went wrong on our side. Please try again in a moment.";
  return error.fields.map(sentence).join(" ") || error.problem.detail || error.problem.title;
}

/** The server says what is wrong with a field without naming it. */
function sentence({ field, message }: FieldError): string {
  const text = `${field} ${message}.`.trimStart();
  return text.charAt(0).toUpperCase() + text.slice(1);
}
