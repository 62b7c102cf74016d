import type { FieldError } from "../shared/contract";
import { ApiError, NetworkError } from "../shared/errors";
import { failureText, serverSays } from "../shared/failure-text";
import { t } from "../shared/i18n";
import type { Errors } from "./draft";

/** The fields in which one can write; the choices offer nothing that the server refuses. */
const FIELDS = ["title", "description", "requester.name", "requester.email"];

/** Where the message stands that there was no connection. */
export const UNREACHABLE = "connection";

/** Whether a message can stand at this field. */
export function isField(name: string): boolean {
  return FIELDS.includes(name);
}

/** Why sending failed: the server's complaints by field, else one sentence about the request as a whole. */
export function refusalsOf(error: unknown): Errors {
  const complaints = error instanceof ApiError ? error.fields : [];
  if (complaints.length === 0) {
    return { [error instanceof NetworkError ? UNREACHABLE : ""]: () => failureText(error) };
  }
  return Object.fromEntries(complaints.map((complaint) => [complaint.field, () => sentenceOf(complaint)]));
}

/** The server says what is wrong with an address in the words of its library. */
function sentenceOf({ field, message }: FieldError): string {
  if (field.startsWith("attachments")) return t("files.gone");
  return field === "requester.email" ? t("check.email") : serverSays(message, "check.refused");
}
