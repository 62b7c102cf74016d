import { type StateUpdater, useEffect, useRef, useState } from "preact/hooks";
import { router } from "../address";
import { chooseValue, compose, leaveControl, moveFocus, toggleSelection } from "../tickets/focus";
import type { Tools } from "../tickets/use-desk";
import { readShortcutsOn, writeShortcutsOn } from "./preferences";
import { type Actions, actionOf, controlOf, KEYED } from "./shortcuts";

export interface Shortcuts {
  on: boolean;
  setOn: (on: boolean) => void;
  helpOpen: boolean;
  setHelpOpen: (value: StateUpdater<boolean>) => void;
}

function actionsOf(tools: Tools, takeBack: () => boolean, showHelp: () => void, last: () => string | null): Actions {
  return {
    j: () => moveFocus(1, last()),
    k: () => moveFocus(-1, last()),
    x: () => toggleSelection(last()),
    ...Object.fromEntries(KEYED.map(([key, name]) => [key, () => chooseValue(name, last())])),
    "/": () => document.querySelector<HTMLInputElement>("input[type=search]")?.focus(),
    "?": showHelp,
    r: () => compose("reply"),
    n: () => compose("note"),
    z: () => {
      if (!takeBack()) tools.edits.undo();
    },
    Escape: () => {
      const control = controlOf(document.activeElement);
      if (control) leaveControl(control, last());
      else if (tools.desk.state.opened) router.close();
    },
  };
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
  return () => last.current;
}

/** `takeBack` takes back a message that is to be sent, and returns whether there was one. */
export function useShortcuts(tools: Tools, takeBack: () => boolean): Shortcuts {
  const [on, setOn] = useState(() => readShortcutsOn(tools.uid));
  const [helpOpen, setHelpOpen] = useState(false);
  const last = useLastTicket();
  useEffect(() => {
    const actions = actionsOf(tools, takeBack, () => setHelpOpen(true), last);
    const act = (event: KeyboardEvent): void => {
      const action = actionOf(event, actions, on);
      if (!action) return;
      // Else the slash would be typed into the search.
      event.preventDefault();
      action();
    };
    document.addEventListener("keydown", act);
    return () => document.removeEventListener("keydown", act);
  }, [tools, takeBack, on, last]);
  const keep = (value: boolean): void => {
    writeShortcutsOn(tools.uid, value);
    setOn(value);
  };
  return { on, setOn: keep, helpOpen, setHelpOpen };
}
