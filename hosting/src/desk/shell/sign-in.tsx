import type { TargetedSubmitEvent } from "preact";
import { useRef, useState } from "preact/hooks";
import { Notice } from "../../shared/controls";
import { Field } from "../../shared/field";
import { leaveForGoogle } from "../session/google";
import type { Session } from "../session/session";
import { BusyButton } from "../ui/busy-button";
import { DeskFrame } from "./frame";

/** What an address that is pasted may have with it; a field of the type e-mail would refuse it. */
const UNSEEN = /[\p{Cc}\p{Cf}]/gu;

interface SignInProps {
  session: Session;
  googleClientId: string | null;
  message: string | null;
}

export function SignIn({ session, googleClientId, message }: SignInProps) {
  return (
    <DeskFrame>
      <div class="mx-auto max-w-sm">
        <h1 class="font-semibold text-2xl tracking-tight">Sign in to the desk</h1>
        <p class="mt-2 text-muted">
          For support agents. If you need help yourself,{" "}
          <a class="link" href="/">
            contact support
          </a>
          .
        </p>
        <PasswordForm session={session} />
        <div role="alert" class="mt-4 empty:hidden">
          {message && <Notice tone="danger">{message}</Notice>}
        </div>
        {googleClientId && (
          <button type="button" class="button button-quiet mt-4 w-full" onClick={() => leaveForGoogle(googleClientId)}>
            Sign in with Google
          </button>
        )}
      </div>
    </DeskFrame>
  );
}

function PasswordForm({ session }: { session: Session }) {
  const email = useRef<HTMLInputElement>(null);
  const password = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const submit = async (event: TargetedSubmitEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    const address = email.current?.value.replace(UNSEEN, "").trim();
    await session.signIn(address ?? "", password.current?.value ?? "");
    setBusy(false);
  };
  return (
    <form class="card mt-6 grid gap-4 p-4 sm:p-6" aria-label="Sign in" onSubmit={(event) => void submit(event)}>
      <Field id="email" label="E-mail">
        <input
          ref={email}
          id="email"
          class="control"
          inputMode="email"
          autocapitalize="none"
          autocomplete="username"
          required
        />
      </Field>
      <Field id="password" label="Password">
        <input ref={password} id="password" class="control" type="password" autocomplete="current-password" required />
      </Field>
      <BusyButton busy={busy} look="button-primary">
        {busy ? "Signing in" : "Sign in"}
      </BusyButton>
    </form>
  );
}
