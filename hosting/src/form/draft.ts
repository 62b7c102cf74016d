/** What the person has entered so far, and the pure changes of it. */

import { type Attached, idsOf } from "../shared/attached";
import type { Category, Classification, NewTicket, Priority } from "../shared/contract";
import { DESCRIPTION_MAX, EMAIL_MAX, NAME_MAX, TITLE_MAX } from "../shared/contract";
import { type Language, type MessageKey, spoken, type Text, t } from "../shared/i18n";
import { characters, tidy } from "../shared/text";

/** A value and who put it there. What a person chose is never changed by a suggestion, "let us decide" ("") included. */
export interface Choice<Value extends string> {
  value: Value | "";
  by: "nobody" | "suggestion" | "person";
}

/** One ticket on its way. As long as the ticket stays the same, so does all of this, however often it is sent. */
export interface Attempt {
  /** The idempotency key. */
  key: string;
  /** The ticket as JSON, without the language: changing that after a failure makes no other ticket. */
  ticket: string;
  language: Language;
  /** How long the ticket was written on, never below 0: a clock that was set back makes no person a program. */
  elapsedMs: number;
}

export interface Draft {
  title: string;
  description: string;
  category: Choice<Category>;
  priority: Choice<Priority>;
  /** The suggestion for this description, once there is one. */
  suggestion: Classification | null;
  name: string;
  email: string;
  attachments: Attached[];
  /** When the person began, in ms since 1970; null before. */
  startedAt: number | null;
  /** What was sent and has not arrived for certain. */
  attempt: Attempt | null;
}

/** Messages by the server's field path, such as "requester.email"; "" is the request as a whole. */
export type Errors = Record<string, Text>;

export const EMPTY_DRAFT: Draft = {
  title: "",
  description: "",
  category: { value: "", by: "nobody" },
  priority: { value: "", by: "nobody" },
  suggestion: null,
  name: "",
  email: "",
  attachments: [],
  startedAt: null,
  attempt: null,
};

/** The draft after the person changed something. */
export function edit(draft: Draft, part: Partial<Draft>): Draft {
  return { ...draft, ...part, startedAt: draft.startedAt ?? Date.now() };
}

function offer<Value extends string>(choice: Choice<Value>, value: Value): Choice<Value> {
  return choice.by === "person" ? choice : { value, by: "suggestion" };
}

function retract<Value extends string>(choice: Choice<Value>): Choice<Value> {
  return choice.by === "suggestion" ? { value: "", by: "nobody" } : choice;
}

/** Fills in what the person has not chosen; what is hardly more than a guess is left open. */
export function applySuggestion(draft: Draft, suggestion: Classification): Draft {
  if (suggestion.confidence === "low") return { ...withdrawSuggestion(draft), suggestion };
  return {
    ...draft,
    category: offer(draft.category, suggestion.suggested_category),
    priority: offer(draft.priority, suggestion.suggested_priority),
    suggestion,
  };
}

/** Takes suggested values back, because the text that suggested them is gone. */
export function withdrawSuggestion(draft: Draft): Draft {
  return { ...draft, category: retract(draft.category), priority: retract(draft.priority), suggestion: null };
}

/** Ready to be sent: with the attempt that is under way if it is for the same ticket, else with a new one. */
export function attempt(draft: Draft): Draft & { attempt: Attempt } {
  const ticket = JSON.stringify(toNewTicket(draft));
  if (draft.attempt?.ticket === ticket) return { ...draft, attempt: draft.attempt };
  const elapsedMs = Math.abs(Date.now() - (draft.startedAt ?? Date.now()));
  return { ...draft, attempt: { key: crypto.randomUUID(), ticket, language: spoken(), elapsedMs } };
}

function toNewTicket(draft: Draft): NewTicket {
  const ticket: NewTicket = {
    title: tidy(draft.title),
    description: tidy(draft.description),
    ...idsOf(draft.attachments),
  };
  if (draft.category.value) ticket.category = draft.category.value;
  if (draft.priority.value) ticket.priority = draft.priority.value;
  const name = tidy(draft.name);
  const email = tidy(draft.email);
  if (name || email) ticket.requester = { ...(name && { name }), ...(email && { email }) };
  return ticket;
}

function checkLength(text: string, max: number): Text | null {
  const length = characters(text);
  return length > max ? () => t("check.long", { max, length }) : null;
}

function checkText(text: string, missing: MessageKey, max: number): Text | null {
  return characters(text) === 0 ? () => t(missing) : checkLength(text, max);
}

/** Whatever the server accepts fits. */
const EMAIL =
  /^[^\s@<>()[\],;:".]+(\.[^\s@<>()[\],;:".]+)*@([^\s@<>()[\],;:".。．｡]+[.。．｡])+[^\s@<>()[\],;:".。．｡]+$/u;

/** What cannot be seen, and then what is copied along with an address: the server drops both, in this order. */
const UNSEEN = /[\p{C}\p{Default_Ignorable_Code_Point}\u2800]/gu;
const COPIED_ALONG = /^([^<>]*<)?[\s\p{P}\p{S}]*(mailto:\s*)?|[\s\p{P}\p{S}]+$/giu;

export function checkEmail(email: string): Text | null {
  const text = email.replace(UNSEEN, "").replace("＠", "@").replace(COPIED_ALONG, "");
  const isComplete = tidy(email) === "" || EMAIL.test(text);
  return checkLength(email, EMAIL_MAX) ?? (isComplete ? null : () => t("check.email"));
}

/** Those of the checks that found something. */
export function mistakesOf(checks: Record<string, Text | null>): Errors {
  return Object.fromEntries(Object.entries(checks).flatMap(([field, message]) => (message ? [[field, message]] : [])));
}

/** The mistakes that are found without asking the server. */
export function checkDraft(draft: Draft): Errors {
  const found = {
    title: checkText(draft.title, "check.title", TITLE_MAX),
    description: checkText(draft.description, "check.description", DESCRIPTION_MAX),
    "requester.name": checkLength(draft.name, NAME_MAX),
    "requester.email": checkEmail(draft.email),
  };
  return mistakesOf(found);
}
