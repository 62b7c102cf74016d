import { ApiError } from "../shared/errors";
import { failureText, serverSays } from "../shared/failure-text";
import { t } from "../shared/i18n";
import type { Errors } from "./draft";

/** The fields in which one can write; the choices offer nothing that the server refuses. */
const FIELDS = ["title", "description", "requester.name", "requester.email"];

/** Whether a message can stand at this field. */
export function isField(name: string): boolean {
  return FIELDS.includes(name);
}

/** Why sending failed: the server's complaints by field, else one sentence about the request as a whole. */
export function refusalsOf(error: unknown): Errors {
  const complaints = error instanceof ApiError ? error.fields : [];
  if (complaints.length === 0) return { "": () => failureText(error) };
  return Object.fromEntries(
    complaints.map(({ field, message }) => [
      field,
      () => (field === "requester.email" ? t("check.email") : serverSays(message, "failure.refused")),
    ]),
  );
}
