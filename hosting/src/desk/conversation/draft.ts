/** What an agent writes on a ticket, from the first letter until the server has it. Pure. */

import { type Attached, idsOf } from "../../shared/attached";
import { MESSAGE_MAX, type NewMessage, type SentKind, type Status } from "../../shared/contract";

/** What is posted, and the key under which it is posted once, however often it is sent. */
export interface Attempt {
  key: string;
  message: NewMessage;
  /** Whether it was sent to the server, which may have it although no answer came. */
  tried: boolean;
}

/** What was not posted last, and why; null where another message was faster. */
export interface Trouble {
  kind: SentKind;
  status: Status | null;
  reason: string | null;
}

export interface Draft {
  /** The ticket's, to be named where the ticket is not on screen. */
  reference: string;
  /** What is being written now. */
  kind: SentKind;
  /** As it is being written; each kind has its own, so that no note becomes a reply by accident. */
  texts: Record<SentKind, string>;
  /** What is uploaded; each kind has its own, for the same reason. */
  files: Record<SentKind, Attached[]>;
  attempt: Attempt | null;
  /** When the attempt is sent, in ms since 1970 by this device; null while nothing is to be sent. */
  due: number | null;
  trouble: Trouble | null;
}

export function emptyDraft(reference: string): Draft {
  const nothing = { texts: { reply: "", note: "" }, files: { reply: [], note: [] } };
  return { reference, kind: "reply", ...nothing, attempt: null, due: null, trouble: null };
}

export function withText(draft: Draft, text: string): Draft {
  const texts = { ...draft.texts, [draft.kind]: text };
  // What one has cleared is not to be sent any more.
  return text === "" ? { ...draft, texts, attempt: null, trouble: null } : { ...draft, texts };
}

export function withFiles(draft: Draft, kind: SentKind, revise: (files: Attached[]) => Attached[]): Draft {
  return { ...draft, files: { ...draft.files, [kind]: revise(draft.files[kind]) } };
}

/** How many characters the text has more than a message may have. */
export function excess(text: string): number {
  return text.length <= MESSAGE_MAX ? 0 : Math.max(0, [...text].length - MESSAGE_MAX);
}

/** In bytes. A browser sends 64 KiB though the page goes, all requests together. */
const LEAVING_MAX = 60 * 1024;

export function outlivesThePage(draft: Draft | undefined): boolean {
  return new TextEncoder().encode(JSON.stringify(draft?.attempt?.message ?? null)).length <= LEAVING_MAX;
}

export function isSendable({ kind, texts, due }: Draft): boolean {
  return due === null && texts[kind].trim() !== "" && excess(texts[kind]) === 0;
}

/**
 * With the text as a message that is sent when it is `due`. `seen` is the newest message that the agent has seen. The same
 * words again are the same message, whatever arrived meanwhile: it may be ours, whose answer was lost.
 */
export function withAttempt(draft: Draft, seen: string | null, status: Status | null, key: string, due: number): Draft {
  const { kind, texts, files, attempt } = draft;
  const words = { kind, text: texts[kind], ...idsOf(files[kind]) };
  const message: NewMessage = { ...words, if_last_message: seen, ...(status && { status }) };
  const repeated = attempt?.tried && isSame(attempt.message, message);
  return { ...draft, attempt: repeated ? attempt : { key, message, tried: false }, due, trouble: null };
}

function isSame(one: NewMessage, other: NewMessage): boolean {
  const [ids, others] = [one, other].map(({ attachments = [] }) => attachments.join());
  return one.kind === other.kind && one.text === other.text && one.status === other.status && ids === others;
}

/** Taken back before it was sent. */
export function withoutDue(draft: Draft): Draft {
  return { ...draft, due: null };
}

/** From here on it cannot be taken back. */
export function asTried(draft: Draft, now: number): Draft {
  return { ...draft, attempt: draft.attempt && { ...draft.attempt, tried: true }, due: now };
}

/** The server has the message; what was written besides stays. */
export function asPosted(draft: Draft): Draft {
  const { attempt, texts } = draft;
  const settled = { attempt: null, due: null, trouble: null };
  if (!attempt) return { ...draft, ...settled };
  const { kind, attachments = [] } = attempt.message;
  const left = withFiles(draft, kind, (files) => files.filter(({ id }) => !attachments.includes(id)));
  return { ...left, ...settled, texts: { ...texts, [kind]: "" } };
}

/** What was overtaken was not posted: with the same words it is another message. */
export function asOvertaken(draft: Draft): Draft {
  return { ...draft, attempt: null, due: null, trouble: troubleOf(draft, null) };
}

/** `lost`: only the answer may have been, so that another try must not post a second message. */
export function asFailed(draft: Draft, reason: string, lost: boolean): Draft {
  return { ...draft, attempt: lost ? draft.attempt : null, due: null, trouble: troubleOf(draft, reason) };
}

function troubleOf({ kind, attempt }: Draft, reason: string | null): Trouble {
  return { kind: attempt?.message.kind ?? kind, status: attempt?.message.status ?? null, reason };
}

/** Whether there is anything to keep. */
export function isEmpty({ texts, files, attempt }: Draft): boolean {
  const isWritten = texts.reply !== "" || texts.note !== "";
  return !isWritten && files.reply.length + files.note.length === 0 && attempt === null;
}
