import { type StateUpdater, useCallback, useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Tools } from "../tickets/use-desk";
import { useSwitch } from "../ui/use-kept";
import { actionsOf } from "./actions";
import { type Actions, actionOf, Keys } from "./shortcuts";

export interface Shortcuts {
  on: boolean;
  setOn: (on: boolean) => void;
  helpOpen: boolean;
  setHelpOpen: (value: StateUpdater<boolean>) => void;
  actions: Actions;
}

/** The id of the ticket that had the focus last, in the list or beside it. */
function useLastTicket(): () => string | null {
  const last = useRef<string | null>(null);
  useEffect(() => {
    const note = ({ target }: FocusEvent): void => {
      const place = target instanceof Element ? target.closest<HTMLElement>("[data-ticket]") : null;
      if (place) last.current = place.dataset.ticket ?? null;
    };
    document.addEventListener("focusin", note);
    return () => document.removeEventListener("focusin", note);
  }, []);
  return useCallback(() => last.current, []);
}

/** `takeBack` takes back a message that is to be sent, and returns whether there was one. */
export function useShortcuts(tools: Tools, takeBack: () => boolean): Shortcuts {
  const [on, setOn] = useSwitch(`desk.shortcuts.${tools.uid}`, true);
  const [helpOpen, setHelpOpen] = useState(false);
  const last = useLastTicket();
  // It outlives a redrawing of the page between two keys that belong together.
  const [keys] = useState(() => new Keys());
  const actions = useMemo(() => actionsOf(tools, takeBack, () => setHelpOpen(true), last), [tools, takeBack, last]);
  useEffect(() => {
    const act = (event: KeyboardEvent): void => {
      const action = actionOf(event, actions, on, keys);
      if (!action) return;
      // Else the slash would be typed into the search.
      event.preventDefault();
      action();
    };
    document.addEventListener("keydown", act);
    return () => document.removeEventListener("keydown", act);
  }, [actions, on, keys]);
  return { on, setOn, helpOpen, setHelpOpen, actions };
}
