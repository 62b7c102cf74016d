/** What the conversation says of e-mails, as words for agents. Pure. */

import type { Authentication, Message, Remark, SentKind, Ticket } from "../../shared/contract";

const AUTHENTICATIONS: Record<Authentication, string> = {
  pass: "verified",
  fail: "may be forged",
  none: "not verified",
};

const REMARKS: Record<Remark, string> = {
  encrypted: "The mail is encrypted: only the original has what it says.",
  signed: "The mail is signed, which was not checked: the original has the signature.",
  calendar: "The mail is an invitation, or another event of a calendar.",
  winmail: "The mail has a winmail.dat, which only Outlook opens: the original has it.",
  different: "The mail says something else as plain text than as HTML; this is the HTML.",
  shortened: "The mail is longer than what is read of it: the original has the rest.",
  unreadable: "The mail could not be read: only the original has what it says.",
};

/** What the text of a mail cannot show. */
export function remarkText(remark: Remark): string {
  return REMARKS[remark] ?? remark;
}

/** What became of a reply's mail, where nothing has gone wrong. */
export function deliveryText({ email }: Message): string {
  if (email?.state === "sent") return "E-mailed";
  return email?.state === "queued" && email.reason === null ? "E-mail on its way" : "";
}

/** How sure it is who sent a mail. */
export function authenticationText(authentication: Authentication): string {
  return AUTHENTICATIONS[authentication] ?? authentication;
}

/** Where a text of that kind goes; `mails` is whether this desk sends e-mail. */
export function destinationText(
  kind: SentKind,
  { link_active, requester, participants }: Ticket,
  mails: boolean,
): string {
  if (kind === "note") return "Only agents see this.";
  const email = mails ? requester?.email : undefined;
  if (email)
    return `Goes to ${email}${copiesText(participants, !link_active)}${link_active ? " and to the status page." : "."}`;
  if (!link_active) return "The requester has no status link now: without one they cannot read this. Details has it.";
  return requester?.email ? "Goes to the status page." : "Goes to the status page; no e-mail was given.";
}

function copiesText([first, ...others]: string[], isLast: boolean): string {
  if (!first) return "";
  const more = others.length > 0 ? ` and ${others.length} more` : "";
  return `, in copy to ${first}${more}${isLast ? "" : ","}`;
}
