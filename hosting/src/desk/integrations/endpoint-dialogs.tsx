import { useState } from "preact/hooks";
import type { WebhookEndpoint } from "../../shared/contract";
import { Modal } from "../ui/modal";
import { Asking, Question } from "../ui/question";
import { ShownOnce } from "../ui/shown-once";
import type { AdminApi } from "./admin-api";
import { EndpointForm } from "./endpoint-form";

export type EndpointIntent = "edit" | "rotate" | "delete";
/** What the person is about to do. */
export type Intent = { kind: "add" } | { kind: EndpointIntent; endpoint: WebhookEndpoint };

interface DialogProps {
  api: AdminApi;
  onChanged: () => Promise<void>;
  onClose: () => void;
}

interface OfEndpoint extends DialogProps {
  endpoint: WebhookEndpoint;
}

interface EndpointDialogsProps extends DialogProps {
  intent: Intent;
  /** The endpoint is gone, and with it the button that had the focus. */
  onRemoved: () => void;
}

export function EndpointDialogs({ intent, onRemoved, ...props }: EndpointDialogsProps) {
  switch (intent.kind) {
    case "add":
      return <Adding {...props} />;
    case "edit":
      return <Editing {...props} endpoint={intent.endpoint} />;
    case "rotate":
      return <Rotating {...props} endpoint={intent.endpoint} />;
    case "delete":
      return <Deleting {...props} endpoint={intent.endpoint} onRemoved={onRemoved} />;
  }
}

function Adding({ api, onChanged, onClose }: DialogProps) {
  const [secret, setSecret] = useState<string | null>(null);
  return (
    <Modal title={secret ? "The endpoint's secret" : "Add an endpoint"} onClose={onClose}>
      {secret ? (
        <Secret secret={secret} note="With it the receiver verifies that a message is from this desk." />
      ) : (
        <EndpointForm
          name="New endpoint"
          submitName="Add the endpoint"
          onSave={async (values) => {
            setSecret((await api.addEndpoint(values)).secret);
            await onChanged();
          }}
        />
      )}
    </Modal>
  );
}

function Editing({ api, endpoint, onChanged, onClose }: OfEndpoint) {
  return (
    <Modal title="Edit the endpoint" onClose={onClose}>
      <EndpointForm
        name="Endpoint"
        submitName="Save"
        before={endpoint}
        onSave={async (values, form) => {
          await api.changeEndpoint(endpoint.id, values);
          await onChanged();
          form?.closest("dialog")?.close();
        }}
      />
    </Modal>
  );
}

function Rotating({ api, endpoint, onChanged, onClose }: OfEndpoint) {
  const [secret, setSecret] = useState<string | null>(null);
  const rotate = async (): Promise<void> => {
    setSecret((await api.rotateSecret(endpoint.id)).secret);
    await onChanged();
  };
  return (
    <Modal title={secret ? "The endpoint's new secret" : "Make a new secret?"} onClose={onClose}>
      {secret ? (
        <Secret secret={secret} note="The secret before it signs as well for 24 hours: change the receiver by then." />
      ) : (
        <Asking answer="Make a new secret" onConfirm={rotate}>
          The secret that <bdi class="font-mono text-sm">{endpoint.url}</bdi> has now goes on signing for 24 hours,
          beside the new one. After that, a receiver without the new secret refuses every message.
        </Asking>
      )}
    </Modal>
  );
}

function Deleting({ api, endpoint, onChanged, onClose, onRemoved }: OfEndpoint & { onRemoved: () => void }) {
  const remove = async (): Promise<void> => {
    await api.deleteEndpoint(endpoint.id);
    await onChanged();
  };
  return (
    <Question
      title="Delete the endpoint?"
      answer="Delete the endpoint"
      onConfirm={remove}
      onClose={onClose}
      onDone={onRemoved}
    >
      <bdi class="font-mono text-sm">{endpoint.url}</bdi> receives nothing any more, what waits for it is dropped, and
      its log is gone. To stop for a while only, pause it.
    </Question>
  );
}

function Secret({ secret, note }: { secret: string; note: string }) {
  return (
    <div class="mt-4 grid gap-4">
      <ShownOnce
        id="new-secret"
        label="Copy the secret now: it is not shown again."
        value={secret}
        copied="Secret copied"
        focused
      />
      <p class="text-muted text-sm">{note}</p>
    </div>
  );
}
