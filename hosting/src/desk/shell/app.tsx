import { Notice, Spinner } from "../../shared/controls";
import { router } from "../address";
import { Integrations } from "../integrations/integrations";
import type { Agent, Session } from "../session/session";
import { useStore } from "../ui/store";
import { Desk } from "./desk";
import { AgentFrame, DeskFrame } from "./frame";
import { SignIn } from "./sign-in";

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
      return <Page key={state.agent.user.uid} session={session} agent={state.agent} />;
  }
}

function Page(props: { session: Session; agent: Agent }) {
  const { page, endpoint } = useStore(router);
  if (page === "tickets") return <Desk {...props} />;
  return (
    <AgentFrame {...props} page={page}>
      <Integrations key={props.agent.admin} {...props} endpoint={endpoint} />
    </AgentFrame>
  );
}

function Starting() {
  return (
    <DeskFrame>
      <p role="status" class="flex items-center gap-2 text-muted">
        <Spinner /> Opening the desk
      </p>
    </DeskFrame>
  );
}

function Refused({ session, email }: { session: Session; email: string | null }) {
  return (
    <DeskFrame>
      <h1 class="font-semibold text-2xl">You are not an agent</h1>
      <div class="mt-4">
        <Notice tone="warning" role="alert">
          You are signed in{email && ` as ${email}`}, but this account may not use the desk. Ask whoever runs it to make
          you an agent, or sign in with another account.
        </Notice>
      </div>
      <div class="mt-6 flex flex-wrap gap-3">
        <button type="button" class="button button-primary" onClick={() => void session.signOut()}>
          Sign out
        </button>
        <button type="button" class="button button-quiet" onClick={() => void session.checkAgain()}>
          Check again
        </button>
      </div>
    </DeskFrame>
  );
}

function OutOfDate() {
  return (
    <DeskFrame>
      <h1 class="font-semibold text-2xl">There is a new version of the desk</h1>
      <div class="mt-4">
        <Notice tone="warning" role="alert">
          This page is from before the update. Reload it to sign in.
        </Notice>
      </div>
      <button type="button" class="button button-primary mt-6" onClick={() => window.location.reload()}>
        Reload
      </button>
    </DeskFrame>
  );
}

function Broken({ session }: { session: Session }) {
  return (
    <DeskFrame>
      <h1 class="font-semibold text-2xl">The desk could not be opened</h1>
      <div class="mt-4">
        <Notice tone="danger" role="alert">
          Signing in is not possible right now. Check your connection and try again.
        </Notice>
      </div>
      <button type="button" class="button button-primary mt-6" onClick={() => session.retry()}>
        Try again
      </button>
    </DeskFrame>
  );
}
