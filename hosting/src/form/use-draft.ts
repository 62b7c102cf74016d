import { useEffect, useRef, useState } from "preact/hooks";
import { openUploads } from "../shared/attach";
import { useAttaching } from "../shared/attaching";
import { NotLoaded } from "../shared/later";
import { classify } from "./api";
import { applySuggestion, type Draft, EMPTY_DRAFT, edit } from "./draft";
import { loadDraft, saveDraft } from "./draft-store";
import { Suggester, type SuggestionState } from "./suggester";

/** A value made once and kept as long as the component lives. */
function useOnce<Value>(make: () => Value): Value {
  const held = useRef<Value | null>(null);
  held.current ??= make();
  return held.current;
}

/** The draft, as it was left here (`initial`) and at every change kept: whether that works, and whether it was left. */
export function useDraft() {
  const initial = useOnce(loadDraft);
  const [draft, setDraft] = useState(initial);
  const [kept, setKept] = useState(true);
  useEffect(() => setKept(saveDraft(draft)), [draft]);
  const restored = initial.startedAt !== null && draft.startedAt === initial.startedAt;
  /** At once: a page that is reloaded while its request is under way has to find the request's key. */
  const keep = (changed: Draft): void => {
    setDraft(changed);
    saveDraft(changed);
  };
  const attaching = useAttaching(
    draft.attachments,
    () => openUploads((revise) => setDraft((before) => edit(before, { attachments: revise(before.attachments) }))),
    NotLoaded,
  );
  const empty = (): void => {
    attaching.part?.uploads?.clear();
    keep(EMPTY_DRAFT);
  };
  return { draft, setDraft, keep, empty, initial, restored, kept, attaching };
}

type Update = (change: (draft: Draft) => Draft) => void;

/** The suggestion that fits the description, applied to the draft as it arrives. */
export function useSuggester(restored: Draft, update: Update): [Suggester, SuggestionState] {
  const [state, setState] = useState<SuggestionState>(
    restored.suggestion ? { phase: "ready", answer: restored.suggestion } : { phase: "idle" },
  );
  const suggester = useOnce(
    () =>
      new Suggester(classify, (next) => {
        setState(next);
        if (next.phase === "ready") update((draft) => applySuggestion(draft, next.answer));
      }),
  );
  useEffect(() => {
    // What has been sent must stay as it is, or sending it again would make a second ticket.
    if (restored.suggestion || restored.attempt) suggester.stop(restored.description);
    else suggester.edited(restored.description);
  }, [restored, suggester]);
  return [suggester, state];
}
