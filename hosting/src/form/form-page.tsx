import { useEffect, useState } from "preact/hooks";
import { loadConfig } from "../shared/config";
import { PageFrame } from "../shared/controls";
import { Confirmation } from "./confirmation";
import { TicketFormView } from "./ticket-form";
import { useTicketForm } from "./use-ticket-form";

/** How else to reach support, as the operator configured it. Nothing is shown where that cannot be found out. */
function useSupportContact(): string | null {
  const [contact, setContact] = useState<string | null>(null);
  useEffect(() => {
    loadConfig().then(
      (config) => setContact(config.supportContact),
      () => setContact(null),
    );
  }, []);
  return contact;
}

export function FormPage() {
  const form = useTicketForm();
  const contact = useSupportContact();
  return (
    <PageFrame>
      {form.created && <Confirmation key={form.created.id} ticket={form.created} />}
      <h1 class="font-semibold text-2xl tracking-tight sm:text-3xl">
        {form.created ? "Report another problem" : "How can we help?"}
      </h1>
      <p class="mt-2 text-muted">
        Describe your problem. You get a reference and a private link to follow it; no account is needed.
      </p>
      <TicketFormView form={form} />
      {contact && <p class="mt-6 text-muted text-sm">Other ways to reach us: {contact}</p>}
    </PageFrame>
  );
}
