import { useState } from "preact/hooks";
import type { NewWebhook, WebhookEndpoint, WebhookEvent } from "../../shared/contract";
import { Choices, Send, TextField } from "../ui/fields";
import { useForm } from "../ui/use-form";
import { EVENT_NAMES, EVENTS } from "./labels";

interface EndpointFormProps {
  name: string;
  submitName: string;
  /** The endpoint as it is; none while one is added. */
  before?: WebhookEndpoint;
  onSave: (values: Required<NewWebhook>, form: HTMLFormElement | null) => Promise<void>;
}

export function EndpointForm({ name, submitName, before, onSave }: EndpointFormProps) {
  const [url, setUrl] = useState(before?.url ?? "");
  const [description, setDescription] = useState(before?.description ?? "");
  const [events, setEvents] = useState<readonly WebhookEvent[]>(before?.events ?? EVENTS);
  const sending = useForm(["url", "description", "events"], () =>
    onSave({ url: url.trim(), description, events: [...events] }, sending.form.current),
  );
  const { form, busy, submit, errorOf, failure } = sending;
  return (
    <form ref={form} aria-label={name} class="mt-4 grid gap-4" onSubmit={submit}>
      <Address value={url} error={errorOf("url")} onChange={setUrl} />
      <Events chosen={events} error={errorOf("events") && "Choose at least one"} onChange={setEvents} />
      <TextField
        id="endpoint-description"
        label="Description"
        hint="What the receiver is, for its operators. Optional."
        error={errorOf("description")}
        value={description}
        onChange={setDescription}
      />
      <Send name={submitName} busy={busy} failure={failure} />
    </form>
  );
}

interface FieldProps<Value> {
  error: string | undefined;
  onChange: (value: Value) => void;
}

function Address({ value, error, onChange }: FieldProps<string> & { value: string }) {
  return (
    <TextField
      id="endpoint-url"
      mode="url"
      label="Address"
      required
      hint="Begins with https:// and is reachable from the internet."
      error={error}
      value={value}
      onChange={onChange}
    />
  );
}

function Events({ chosen, error, onChange }: FieldProps<WebhookEvent[]> & { chosen: readonly WebhookEvent[] }) {
  return (
    <Choices
      id="endpoint-events"
      label="It receives"
      options={EVENTS}
      nameOf={(event) => EVENT_NAMES[event]}
      chosen={chosen}
      error={error}
      onChange={(event, on) => onChange(on ? [...chosen, event] : chosen.filter((it) => it !== event))}
    />
  );
}
