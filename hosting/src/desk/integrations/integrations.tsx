import { useEffect, useState } from "preact/hooks";
import { Notice } from "../../shared/controls";
import { linkTo, TICKETS } from "../address";
import type { Agent, Session } from "../session/session";
import { AdminApi } from "./admin-api";
import { ApiKeys } from "./api-keys";
import { Deliveries } from "./deliveries";
import { Heading } from "./heading";
import { WebhookEndpoints } from "./webhook-endpoints";

interface IntegrationsProps {
  session: Session;
  agent: Agent;
  /** Of whose deliveries are shown; "" for none. */
  endpoint: string;
}

/** Where administrators look after what is connected to the desk. */
export function Integrations({ session, agent, endpoint }: IntegrationsProps) {
  const [allowed, setAllowed] = useState(agent.admin);
  const [api] = useState(() => new AdminApi(session, agent, () => setAllowed(false)));
  useEffect(() => {
    document.title = "Integrations – Support desk";
  }, []);
  return (
    <div class="mx-auto max-w-5xl">
      {!allowed && <AdministratorsOnly />}
      {allowed && endpoint !== "" && <Deliveries key={endpoint} api={api} id={endpoint} />}
      {allowed && endpoint === "" && <Overview api={api} />}
    </div>
  );
}

function Overview({ api }: { api: AdminApi }) {
  return (
    <>
      <Heading text="Integrations" />
      <p class="mt-2 text-muted">Programs that open tickets here, and programs that receive them.</p>
      <ApiKeys api={api} />
      <WebhookEndpoints api={api} />
    </>
  );
}

function AdministratorsOnly() {
  return (
    <>
      <h1 class="heading">Integrations are for administrators</h1>
      <div class="mt-4">
        <Notice tone="warning">
          Your account may work on tickets, and not manage API keys and webhooks. The desk's operator can make you an
          administrator; sign out and in again then.
        </Notice>
      </div>
      <a class="button button-primary mt-6" {...linkTo(TICKETS)}>
        To the tickets
      </a>
    </>
  );
}
