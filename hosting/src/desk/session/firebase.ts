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
import { NetworkError } from "../../shared/errors";
import { SessionEnded } from "../ui/explain";
import { type Config, firebaseOptions } from "./config";

export type { User };

const ROLES = ["agent", "admin"] as const;
type Role = (typeof ROLES)[number];

const DISABLED = "This account is disabled.";
const WRONG_CREDENTIALS = "The e-mail address or the password is wrong.";
const SIGN_IN_ERRORS: Record<string, string> = {
  "auth/invalid-credential": WRONG_CREDENTIALS,
  "auth/wrong-password": WRONG_CREDENTIALS,
  "auth/user-not-found": WRONG_CREDENTIALS,
  "auth/invalid-email": "That is not an e-mail address.",
  "auth/user-disabled": DISABLED,
  "auth/too-many-requests": "Too many attempts. Wait a few minutes, then try again.",
  "auth/network-request-failed": "We could not reach the sign-in server. Check your connection and try again.",
};

/** Failures to renew a token that no other try mends. */
const SESSION_ENDS: Record<string, SessionEnded> = {
  "auth/user-disabled": new SessionEnded(DISABLED),
  "auth/user-not-found": new SessionEnded(),
  "auth/user-token-expired": new SessionEnded(),
  "auth/invalid-user-token": new SessionEnded(),
  "auth/invalid-refresh-token": new SessionEnded(),
};

/** What was asked of the sign-in server about a token. Fails with SessionEnded or NetworkError. */
async function ofToken<Answer>(asked: Promise<Answer>): Promise<Answer> {
  try {
    return await asked;
  } catch (error) {
    const ended = error instanceof FirebaseError ? SESSION_ENDS[error.code] : undefined;
    throw ended ?? new NetworkError("no token", { cause: error });
  }
}

/** What went wrong when signing in, as a sentence. */
export function explainSignIn(error: unknown): string {
  const known = error instanceof FirebaseError ? SIGN_IN_ERRORS[error.code] : undefined;
  return known ?? "Signing in did not work. Please try again.";
}

/** What the person's token lets them be; undefined for no agent. `fresh` asks the server, for a role granted just now. */
export async function roleOf(user: User, fresh = false): Promise<Role | undefined> {
  const { claims } = await ofToken(user.getIdTokenResult(fresh));
  return ROLES.find((role) => role === claims.role);
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

  /** Calls back with the person now and at every change; null after a sign-out. */
  watch(changed: (user: User | null) => void): () => void {
    return onIdTokenChanged(this.auth, changed);
  }

  /** The SDK renews a token that has expired; `fresh` renews it in any case. */
  token(user: User, fresh: boolean): Promise<string> {
    return ofToken(user.getIdToken(fresh));
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
