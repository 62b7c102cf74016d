import { useRef, useState } from "preact/hooks";
import type { LostLink } from "../shared/contract";
import { isStatus } from "../shared/errors";
import { failureText } from "../shared/failure-text";
import { type Text, t } from "../shared/i18n";
import { tidy } from "../shared/text";
import { askForLink } from "./calls";
import { readReference } from "./reference";

/** What became of asking: nothing yet, a failure, or the address to which the link may be on its way. */
export type Outcome = { is: "nothing" } | { is: "failure"; text: Text } | { is: "asked"; email: string };
type Complaints = Partial<Record<keyof LostLink, Text>>;

const NOTHING: Outcome = { is: "nothing" };

interface Said {
  outcome: Outcome;
  complaints: Complaints;
  /** Whether they are about what was just sent, and not what mending has left of them. */
  isNew: boolean;
}

/** What is typed, and what is wrong with it before anything is sent; the reference in its own spelling. */
function checked(typed: LostLink): [LostLink, Complaints] {
  const reading = readReference(typed.reference);
  const email = tidy(typed.email);
  const complaints: Complaints = {};
  if (reading.is === "incomplete") complaints.reference = () => t("lost.length", { count: reading.count });
  if (reading.is === "mistyped") complaints.reference = () => t("lost.mistyped");
  if (email === "") complaints.email = () => t("lost.emailMissing");
  return [{ reference: reading.is === "reference" ? reading.reference : typed.reference, email }, complaints];
}

/** The failure as a sentence that says what to do. */
function sentenceOf(error: unknown): string {
  return isStatus(error, 409) ? t("lost.off") : failureText(error);
}

/** What came of asking, and what the server found wrong with it. */
async function asked(lost: LostLink): Promise<Said> {
  try {
    await askForLink(lost);
    return { outcome: { is: "asked", email: lost.email }, complaints: {}, isNew: true };
  } catch (error) {
    if (isStatus(error, 400)) return refused({ email: () => t("check.email") });
    return { outcome: { is: "failure", text: () => sentenceOf(error) }, complaints: {}, isNew: true };
  }
}

function refused(complaints: Complaints): Said {
  return { outcome: NOTHING, complaints, isNew: true };
}

/** Asks for a lost link, once at a time. */
export function useLostLink() {
  const [typed, setTyped] = useState<LostLink>({ reference: "", email: "" });
  const [said, setSaid] = useState(() => refused({}));
  const [sending, setSending] = useState(false);
  // Set at once, where state waits for the next rendering: the second click of a double click comes earlier.
  const busy = useRef(false);

  const type = (field: keyof LostLink, text: string): void => {
    setTyped((before) => ({ ...before, [field]: text }));
    setSaid(({ complaints: { [field]: _, ...complaints } }) => ({ outcome: NOTHING, complaints, isNew: false }));
  };
  const send = async (): Promise<void> => {
    if (busy.current) return;
    const [lost, wrong] = checked(typed);
    setTyped(lost);
    setSaid(refused(wrong));
    if (Object.keys(wrong).length > 0) return;
    busy.current = true;
    setSending(true);
    setSaid(await asked(lost));
    busy.current = false;
    setSending(false);
  };
  return { typed, ...said, sending, type, send };
}
