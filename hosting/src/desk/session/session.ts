/** Who uses the desk: from the first moment of the visit to signing out. */

import { SessionEnded } from "../ui/explain";
import { Store } from "../ui/store";
import { type Config, loadConfig } from "./config";
import type { Identity, User } from "./firebase";
import { tokenFromGoogle } from "./google";
import { Outdated, onDemand } from "./on-demand";

/** Set while a person is signed in, so that the next visit does not flash the sign-in form. */
const SIGNED_IN = "desk.signed-in";
const ENDED = new SessionEnded().message;
const GOOGLE_FAILED = "Signing in with Google did not work. Please try again.";

/** One who signs out does not wait for longer. */
const LAST_WORD_MS = 1_000;

export interface Agent {
  user: User;
  identity: Identity;
  config: Config;
  /** Who also manages integrations. */
  admin: boolean;
}

type SessionState =
  | { phase: "starting" }
  | { phase: "signed out"; googleClientId: string | null; message: string | null }
  | { phase: "refused"; email: string | null }
  | { phase: "agent"; agent: Agent }
  /** `outdated`: only loading the page again helps. */
  | { phase: "broken"; outdated: boolean };

interface Services {
  config: Config;
  identity: Identity;
  sdk: typeof import("./firebase");
}

/** `known`: the person is signed in, so that the pages are needed at once; else they come after the sign-in's part. */
async function openServices(loadPages: () => Promise<void>, known: boolean): Promise<Services> {
  const parts = [loadConfig(), onDemand(() => import("./firebase")), known && onDemand(loadPages)] as const;
  const [config, sdk] = await Promise.all(parts);
  if (!known) await onDemand(loadPages);
  return { config, sdk, identity: await sdk.Identity.open(config) };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => window.setTimeout(resolve, ms));
}

export class Session extends Store<SessionState> {
  /** What is still to be said in the name of a person who signs out. */
  onSignOut: () => Promise<void> = async () => {};
  private services: Promise<Services>;
  private user: User | null = null;
  /** What to say when the SDK reports a sign-out; it ends a session for reasons of its own, too. */
  private signedOutMessage = localStorage.getItem(SIGNED_IN) === null ? null : ENDED;

  /** `loadPages` has the pages loaded that only agents see, while the sign-in form is already there. */
  constructor(private readonly loadPages: () => Promise<void>) {
    const known = localStorage.getItem(SIGNED_IN) !== null || window.location.hash.includes("id_token=");
    super(known ? { phase: "starting" } : { phase: "signed out", googleClientId: null, message: null });
    this.services = openServices(loadPages, known);
    void this.start();
  }

  retry(): void {
    this.set({ phase: "starting" });
    this.services = openServices(this.loadPages, true);
    void this.start();
  }

  /** Resolves when the attempt has succeeded or its failure is on screen. */
  async signIn(email: string, password: string): Promise<void> {
    if (this.state.phase === "signed out") this.set({ ...this.state, message: null });
    const services = await this.services.catch(() => null);
    // `start` has waited for the same services and says that they do not come.
    if (services === null) return;
    try {
      await services.identity.signIn(email, password);
    } catch (error) {
      await this.signedOut(services.sdk.explainSignIn(error));
    }
  }

  /** With a message it is not the person who ends the session. */
  async signOut(message: string | null = null): Promise<void> {
    if (message === null) await Promise.race([this.onSignOut(), pause(LAST_WORD_MS)]);
    const { identity } = await this.services;
    this.signedOutMessage = message;
    await identity.signOut();
    await this.signedOut(message);
  }

  /** The server does not accept the person as an agent, though their token did. */
  refuse(): void {
    this.set({ phase: "refused", email: this.user?.email ?? null });
  }

  /** Looks whether a refused person has become an agent meanwhile. */
  async checkAgain(): Promise<void> {
    if (this.user) await this.signedIn(this.user, true);
  }

  private async start(): Promise<void> {
    try {
      const { identity, config } = await this.services;
      if (this.state.phase === "signed out") this.set({ ...this.state, googleClientId: config.googleClientId });
      this.signedOutMessage = (await this.returnFromGoogle(identity)) ?? this.signedOutMessage;
      identity.watch((user) => void (user ? this.signedIn(user, false) : this.signedOut(this.signedOutMessage)));
    } catch (error) {
      this.set({ phase: "broken", outdated: error instanceof Outdated });
    }
  }

  /** What went wrong, or null. */
  private async returnFromGoogle(identity: Identity): Promise<string | null> {
    try {
      const token = tokenFromGoogle();
      if (token !== null) await identity.signInWithGoogle(token);
      return null;
    } catch {
      return GOOGLE_FAILED;
    }
  }

  /** Called for every fresh token too, about once an hour: an agent who stays one notices nothing. */
  private async signedIn(user: User, fresh: boolean): Promise<void> {
    this.user = user;
    this.signedOutMessage = ENDED;
    const { sdk, identity, config } = await this.services;
    try {
      const role = await sdk.roleOf(user, fresh);
      if (this.user !== user) return;
      localStorage.setItem(SIGNED_IN, "yes");
      if (!role) return this.refuse();
      const agent: Agent = { user, identity, config, admin: role === "admin" };
      if (!this.isKnown(agent)) this.set({ phase: "agent", agent });
    } catch (error) {
      if (error instanceof SessionEnded) await this.signedOut(error.message);
      else this.set({ phase: "broken", outdated: false });
    }
  }

  private isKnown({ user, admin }: Agent): boolean {
    if (this.state.phase !== "agent") return false;
    return this.state.agent.user.uid === user.uid && this.state.agent.admin === admin;
  }

  private async signedOut(message: string | null): Promise<void> {
    this.user = null;
    localStorage.removeItem(SIGNED_IN);
    const { config } = await this.services;
    const before = this.state.phase === "signed out" ? this.state.message : null;
    this.set({ phase: "signed out", googleClientId: config.googleClientId, message: message ?? before });
  }
}
