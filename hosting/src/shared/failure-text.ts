import { ApiError, NetworkError, TimeoutError } from "./errors";
import { type MessageKey, spoken, t } from "./i18n";

/** What the server says is English; a reader of another language gets a sentence of the catalogue instead. */
export function serverSays(english: string, otherwise: MessageKey): string {
  return spoken() === "en" && english ? english : t(otherwise);
}

/** The failure as a sentence for the person in front of the screen. */
export function failureText(error: unknown): string {
  if (error instanceof NetworkError) return t("failure.network");
  if (error instanceof TimeoutError) return t("failure.timeout");
  if (!(error instanceof ApiError)) return t("failure.page");
  if (error.status === 429) return t("failure.many");
  if (error.status >= 500) return t("failure.server");
  return serverSays(error.problem.detail || error.problem.title, "failure.refused");
}
