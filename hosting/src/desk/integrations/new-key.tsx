import { useState } from "preact/hooks";
import type { CreatedApiKey, Scope } from "../../shared/contract";
import { Choices, Send, TextField } from "../ui/fields";
import { Modal } from "../ui/modal";
import { ShownOnce } from "../ui/shown-once";
import { useForm } from "../ui/use-form";
import type { AdminApi } from "./admin-api";
import { SCOPE_NAMES, SCOPES } from "./labels";

interface NewKeyProps {
  api: AdminApi;
  onCreated: () => Promise<void>;
  onClose: () => void;
}

/** Asks what the key is for, then shows it. */
export function NewKey({ api, onCreated, onClose }: NewKeyProps) {
  const [created, setCreated] = useState<CreatedApiKey | null>(null);
  const create = async (name: string, scopes: Scope[]): Promise<void> => {
    setCreated(await api.createKey({ name, scopes }));
    await onCreated();
  };
  return (
    <Modal title={created ? `The key ${created.name}` : "Create an API key"} onClose={onClose}>
      {created ? <Secret secret={created.key} /> : <KeyForm onCreate={create} />}
    </Modal>
  );
}

function KeyForm({ onCreate }: { onCreate: (name: string, scopes: Scope[]) => Promise<void> }) {
  const [name, setName] = useState("");
  const [scopes, setScopes] = useState<Scope[]>(["tickets:create"]);
  const { form, busy, submit, errorOf, failure } = useForm(["name", "scopes"], () => onCreate(name.trim(), scopes));
  return (
    <form ref={form} aria-label="New API key" class="mt-4 grid gap-4" onSubmit={submit}>
      <TextField
        id="key-name"
        label="Name"
        required
        hint="Of the program, in a-z, 0-9, - and _. Tickets that it opens show this name."
        error={errorOf("name")}
        value={name}
        onChange={setName}
      />
      <Choices
        id="key-scopes"
        label="It may"
        hint="A key that reads notes or searches has to read tickets, too."
        options={SCOPES}
        nameOf={(scope) => SCOPE_NAMES[scope]}
        chosen={scopes}
        error={errorOf("scopes") && "Choose at least one"}
        onChange={(scope, on) => setScopes(on ? [...scopes, scope] : scopes.filter((it) => it !== scope))}
      />
      <Send name="Create the key" busy={busy} failure={failure} />
    </form>
  );
}

function Secret({ secret }: { secret: string }) {
  return (
    <div class="mt-4 grid gap-4">
      <ShownOnce
        id="new-key"
        label="Copy the key now: it is not shown again."
        value={secret}
        copied="Key copied"
        focused
      />
      <p class="text-muted text-sm">
        The program sends it with every request, as the header{" "}
        <code class="[overflow-wrap:anywhere]">Authorization: Bearer</code> and the key. Who has the key can do what it
        may; if it gets lost, revoke it and create another one.
      </p>
    </div>
  );
}
