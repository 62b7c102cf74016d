/** Who is signed in, by the Firebase SDK. Loaded on demand: it weighs more than the rest of the desk. */

import { type FirebaseApp, FirebaseError, initializeApp } from "firebase/app";
import {
  type Auth,
  browserLocalPersistence,
  connectAuthEmulator,
  GoogleAuthProvider,
  indexedDBLocalPersistence,
  initializeAuth,
  onIdTokenChanged,
  signInWithCredential,
  signInWithEmailAndPassword,
  signOut,
  type User,
} from "firebase/auth";
import { type Config, firebaseOptions } from "../shared/config";

export type { User };

const AGENT_ROLES: unknown[] = ["agent", "admin"];
const WRONG_CREDENTIALS = "The e-mail address or the password is wrong.";
const SIGN_IN_ERRORS: Record<string, string> = {
  "auth/invalid-credential": WRONG_CREDENTIALS,
  "auth/wrong-password": WRONG_CREDENTIALS,
  "auth/user-not-found": WRONG_CREDENTIALS,
  "auth/invalid-email": "That is not an e-mail address.",
  "auth/user-disabled": "This account is disabled.",
  "auth/too-many-requests": "Too many attempts. Wait a few minutes, then try again.",
  "auth/network-request-failed": "We could not reach the sign-in server. Check your connection and try again.",
};

/** What went wrong when signing in, as a sentence. */
export function explainSignIn(error: unknown): string {
  const known = error instanceof FirebaseError ? SIGN_IN_ERRORS[error.code] : undefined;
  return known ?? "Signing in did not work. Please try again.";
}

/** Whether the person's token says that they may use the desk. `fresh` asks the server, for a role granted just now. */
export async function isAgent(user: User, fresh = false): Promise<boolean> {
  const { claims } = await user.getIdTokenResult(fresh);
  return AGENT_ROLES.includes(claims.role);
}

export class Identity {
  private constructor(
    readonly app: FirebaseApp,
    private readonly auth: Auth,
  ) {}

  /** Without the SDK's pop-up support, which would load scripts from elsewhere. */
  static async open(config: Config): Promise<Identity> {
    const app = initializeApp(await firebaseOptions(config));
    const auth = initializeAuth(app, { persistence: [indexedDBLocalPersistence, browserLocalPersistence] });
    if (config.emulators) connectAuthEmulator(auth, config.emulators.auth, { disableWarnings: true });
    return new Identity(app, auth);
  }

  /** Calls back with the person now and at every change; null is nobody. */
  watch(changed: (user: User | null) => void): () => void {
    return onIdTokenChanged(this.auth, changed);
  }

  async signIn(email: string, password: string): Promise<void> {
    await signInWithEmailAndPassword(this.auth, email, password);
  }

  async signInWithGoogle(idToken: string): Promise<void> {
    await signInWithCredential(this.auth, GoogleAuthProvider.credential(idToken));
  }

  signOut(): Promise<void> {
    return signOut(this.auth);
  }
}
