/** What an agent has chosen for conversations in this browser. */

import { readStored, store } from "../../shared/storage";

/** The button that Ctrl+Enter presses: the one that was used last. */
export type SendWay = "send" | "resolve";

export function readSendWay(uid: string): SendWay {
  return readStored(`desk.send.${uid}`) === "resolve" ? "resolve" : "send";
}

export function writeSendWay(uid: string, way: SendWay): void {
  store(`desk.send.${uid}`, way);
}

export function readChangesShown(uid: string): boolean {
  return readStored(`desk.changes.${uid}`) !== "hidden";
}

export function writeChangesShown(uid: string, shown: boolean): void {
  store(`desk.changes.${uid}`, shown ? "shown" : "hidden");
}
