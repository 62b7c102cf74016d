/**
 * The signal that something has changed somewhere; what changed is then read through the API. Only desktop notifications
 * take their words from here.
 */

import type { FirebaseApp } from "firebase/app";
import {
  collection,
  connectFirestoreEmulator,
  type Firestore,
  getFirestore,
  limit,
  onSnapshot,
  orderBy,
  query,
  where,
} from "firebase/firestore";
import type { Emulators } from "../session/config";
import type { OwnTicket } from "./notices";

/** Most tickets that are listened to for notifications. */
const OWN_MAX = 100;

/** One per page: the SDK refuses to be pointed at an emulator a second time. */
let opened: Firestore | undefined;

function open(app: FirebaseApp, emulators: Emulators | null): Firestore {
  const firestore = getFirestore(app);
  const [host, port] = emulators?.firestore.split(":") ?? [];
  if (host && port) connectFirestoreEmulator(firestore, host, Number(port));
  return firestore;
}

interface Listener {
  /** The server has answered, and something may have changed since the last call. */
  changed: () => void;
  /** The server is out of reach; the SDK goes on trying. */
  unreachable: () => void;
  /** No signal comes any more. */
  ended: () => void;
}

/** Listens to the counters, which change with every ticket. Returns how to stop. */
export function listen(app: FirebaseApp, emulators: Emulators | null, listener: Listener): () => void {
  opened ??= open(app, emulators);
  return onSnapshot(
    collection(opened, "counters"),
    { includeMetadataChanges: true },
    (counters) => (counters.metadata.fromCache ? listener.unreachable() : listener.changed()),
    listener.ended,
  );
}

/** Calls back with the id of a ticket's newest message, now and whenever it changes. Returns how to stop. */
export function listenToMessages(
  app: FirebaseApp,
  emulators: Emulators | null,
  ticket: string,
  changed: (newest: string | null) => void,
): () => void {
  opened ??= open(app, emulators);
  const messages = collection(opened, "conversations", ticket, "messages");
  // When it ends, the counters still say that something has changed.
  const newest = query(messages, orderBy("n", "desc"), limit(1));
  return onSnapshot(
    newest,
    ({ docs }) => changed(docs[0]?.id ?? null),
    () => {},
  );
}

/** Calls back with the agent's tickets that are not settled, at most 100, now and at every change of one. Returns how to stop. */
export function listenToOwn(
  app: FirebaseApp,
  emulators: Emulators | null,
  uid: string,
  changed: (tickets: OwnTicket[]) => void,
): () => void {
  opened ??= open(app, emulators);
  const tickets = collection(opened, "tickets");
  const own = query(tickets, where("assignee", "==", uid), where("settled", "==", false), limit(OWN_MAX));
  return onSnapshot(
    own,
    ({ docs, metadata }) => {
      if (!metadata.fromCache) changed(docs.map((it) => ({ ...(it.data() as Omit<OwnTicket, "id">), id: it.id })));
    },
    () => {},
  );
}
