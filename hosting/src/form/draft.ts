/** What the person has entered so far, and the pure changes of it. */

import type { Category, Classification, NewTicket, Priority, Source } from "../shared/contract";
import { DESCRIPTION_MAX, EMAIL_MAX, NAME_MAX, TITLE_MAX } from "../shared/contract";
import { ApiError, explain } from "../shared/errors";
import { characters } from "../shared/format";

/** A value and who put it there. What a person chose is never changed by a suggestion, "let us decide" ("") included. */
export interface Choice<Value extends string> {
  value: Value | "";
  by: "nobody" | "suggestion" | "person";
}

export interface Draft {
  title: string;
  description: string;
  category: Choice<Category>;
  priority: Choice<Priority>;
  /** Who thought of the values that stand as suggested. */
  suggestedBy: Source | null;
  name: string;
  email: string;
}

/** Messages by the server's field path, such as "requester.email"; "" is the request as a whole. */
export type Errors = Record<string, string>;

export const EMPTY_DRAFT: Draft = {
  title: "",
  description: "",
  category: { value: "", by: "nobody" },
  priority: { value: "", by: "nobody" },
  suggestedBy: null,
  name: "",
  email: "",
};

function offer<Value extends string>(choice: Choice<Value>, value: Value): Choice<Value> {
  return choice.by === "person" ? choice : { value, by: "suggestion" };
}

function retract<Value extends string>(choice: Choice<Value>): Choice<Value> {
  return choice.by === "suggestion" ? { value: "", by: "nobody" } : choice;
}

/** Fills in what the person has not chosen. */
export function applySuggestion(draft: Draft, answer: Classification): Draft {
  return {
    ...draft,
    category: offer(draft.category, answer.suggested_category),
    priority: offer(draft.priority, answer.suggested_priority),
    suggestedBy: answer.source,
  };
}

/** Takes suggested values back, because the text that suggested them is gone. */
export function withdrawSuggestion(draft: Draft): Draft {
  return { ...draft, category: retract(draft.category), priority: retract(draft.priority) };
}

export function toNewTicket(draft: Draft): NewTicket {
  const ticket: NewTicket = { title: draft.title.trim(), description: draft.description.trim() };
  if (draft.category.value) ticket.category = draft.category.value;
  if (draft.priority.value) ticket.priority = draft.priority.value;
  const name = draft.name.trim();
  const email = draft.email.trim();
  if (name || email) ticket.requester = { ...(name && { name }), ...(email && { email }) };
  return ticket;
}

function checkLength(text: string, max: number): string | null {
  const length = characters(text);
  return length > max ? `Please shorten this to ${max} characters; it has ${length}.` : null;
}

function checkText(text: string, what: string, max: number): string | null {
  return characters(text) === 0 ? `Please enter ${what}.` : checkLength(text, max);
}

/** The mistakes that can be told without asking the server. */
export function checkDraft(draft: Draft): Errors {
  const found = {
    title: checkText(draft.title, "a title", TITLE_MAX),
    description: checkText(draft.description, "a description", DESCRIPTION_MAX),
    "requester.name": checkLength(draft.name, NAME_MAX),
    "requester.email": checkLength(draft.email, EMAIL_MAX),
  };
  return Object.fromEntries(Object.entries(found).flatMap(([field, message]) => (message ? [[field, message]] : [])));
}

/** Why sending failed: the server's complaints by field, else one sentence about the request as a whole. */
export function errorsOf(error: unknown): Errors {
  const complaints = error instanceof ApiError ? error.fields : [];
  if (complaints.length === 0) return { "": explain(error) };
  return Object.fromEntries(complaints.map(({ field, message }) => [field, message]));
}
