import { useEffect, useRef, useState } from "preact/hooks";
import { Notice } from "../../shared/controls";
import { follow, places, TICKETS } from "../address";
import type { Agent, Session } from "../session/session";
import { DeskFrame } from "../shell/frame";
import { Account, Pages } from "../shell/header";
import { useOnline } from "../ui/use-online";
import { AdminApi } from "./admin-api";
import { ApiKeys } from "./api-keys";
import { Deliveries } from "./deliveries";
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
    <DeskFrame wide aside={<Aside session={session} agent={agent} />}>
      <div class="mx-auto max-w-5xl">
        <Offline />
        {!allowed && <AdministratorsOnly />}
        {allowed && endpoint !== "" && <Deliveries key={endpoint} api={api} id={endpoint} />}
        {allowed && endpoint === "" && <Overview api={api} />}
      </div>
    </DeskFrame>
  );
}

function Aside({ session, agent }: Omit<IntegrationsProps, "endpoint">) {
  return (
    <>
      <Pages agent={agent} current="integrations" />
      <span class="ms-auto" />
      <Account session={session} agent={agent} />
    </>
  );
}

function Overview({ api }: { api: AdminApi }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (places.moved) heading.current?.focus();
  }, []);
  return (
    <>
      <h1 ref={heading} tabIndex={-1} class="heading">
        Integrations
      </h1>
      <p class="mt-2 text-muted">Programs that open tickets here, and programs that hear of them.</p>
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
          Your account may work on tickets, and not manage API keys and webhooks. Whoever runs the desk can make you an
          administrator; sign out and in again then.
        </Notice>
      </div>
      <a class="button button-primary mt-6" href={TICKETS} onClick={follow}>
        To the tickets
      </a>
    </>
  );
}

function Offline() {
  const online = useOnline();
  return (
    <div role="alert" class="empty:hidden">
      {!online && (
        <div class="mb-6">
          <Notice tone="warning">You are offline. What you see may be out of date; changes cannot be saved.</Notice>
        </div>
      )}
    </div>
  );
}
