import type { ComponentChildren } from "preact";
import { Notice } from "../../shared/controls";
import type { Tone } from "../../shared/tones";
import type { Session } from "../session/session";
import { Loading } from "../ui/section";
import { useStore } from "../ui/store";
import { DeskFrame } from "./frame";
import { SignIn } from "./sign-in";

/** What only agents see. It weighs more than the rest, and the sign-in form does not wait for it. */
let pages: typeof import("./pages") | null = null;

export async function loadPages(): Promise<void> {
  pages = await import("./pages");
}

export function App({ session }: { session: Session }) {
  const state = useStore(session);
  switch (state.phase) {
    case "starting":
      return <Starting />;
    case "signed out":
      return <SignIn session={session} googleClientId={state.googleClientId} message={state.message} />;
    case "refused":
      return <Refused session={session} email={state.email} />;
    case "broken":
      return state.outdated ? <OutOfDate /> : <Broken session={session} />;
    case "agent":
      return pages && <pages.Page key={state.agent.user.uid} session={session} agent={state.agent} />;
  }
}

function Starting() {
  return (
    <DeskFrame>
      <Loading what="Opening the desk" />
    </DeskFrame>
  );
}

interface ObstacleProps {
  title: string;
  tone: Tone;
  /** What is in the way. */
  text: string;
  /** What can be done about it. */
  children: ComponentChildren;
}

/** A page instead of the desk. */
function Obstacle({ title, tone, text, children }: ObstacleProps) {
  return (
    <DeskFrame>
      <h1 class="font-semibold text-2xl">{title}</h1>
      <div class="mt-4">
        <Notice tone={tone} role="alert">
          {text}
        </Notice>
      </div>
      <div class="mt-6 flex flex-wrap gap-3">{children}</div>
    </DeskFrame>
  );
}

function Refused({ session, email }: { session: Session; email: string | null }) {
  const text = `You are signed in${email ? ` as ${email}` : ""}, but this account may not use the desk. Ask its operator to make you an agent, or sign in with another account.`;
  return (
    <Obstacle title="You are not an agent" tone="warning" text={text}>
      <button type="button" class="button button-primary" onClick={() => void session.signOut()}>
        Sign out
      </button>
      <button type="button" class="button button-quiet" onClick={() => void session.checkAgain()}>
        Check again
      </button>
    </Obstacle>
  );
}

function OutOfDate() {
  const text = "This page is from before the update. Reload it to sign in.";
  return (
    <Obstacle title="There is a new version of the desk" tone="warning" text={text}>
      <button type="button" class="button button-primary" onClick={() => window.location.reload()}>
        Reload
      </button>
    </Obstacle>
  );
}

function Broken({ session }: { session: Session }) {
  const text = "Signing in is not possible right now. Check your connection and try again.";
  return (
    <Obstacle title="The desk could not be opened" tone="danger" text={text}>
      <button type="button" class="button button-primary" onClick={() => session.retry()}>
        Try again
      </button>
    </Obstacle>
  );
}
