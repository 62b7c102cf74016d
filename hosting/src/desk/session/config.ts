import { request } from "../../shared/request";

/** Where the emulators listen. */
export interface Emulators {
  /** An origin, such as http://127.0.0.1:9099 */
  auth: string;
  /** Host and port, such as 127.0.0.1:8080 */
  firestore: string;
}

/** What the Firebase SDK needs to know of its project. None of it is secret. */
interface FirebaseOptions {
  apiKey: string;
  projectId: string;
  authDomain?: string;
  appId?: string;
}

/** The contents of /config.json, which differs between production and the emulators. */
export interface Config {
  emulators: Emulators | null;
  /** null: ask Hosting, which knows its own project. */
  firebase: FirebaseOptions | null;
  /** The OAuth client of Google sign-in on the desk; null: not offered. */
  googleClientId: string | null;
}

export function loadConfig(): Promise<Config> {
  return request("/config.json", {});
}

export function firebaseOptions(config: Config): Promise<FirebaseOptions> {
  return config.firebase ? Promise.resolve(config.firebase) : request("/__/firebase/init.json", {});
}
