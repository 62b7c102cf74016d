import { router } from "../address";
import { Integrations } from "../integrations/integrations";
import type { Agent, Session } from "../session/session";
import { useStore } from "../ui/store";
import { Desk } from "./desk";
import { AgentFrame } from "./frame";

/** The page of the desk that the address names. */
export function Page(props: { session: Session; agent: Agent }) {
  const { page, endpoint } = useStore(router);
  if (page !== "integrations") return <Desk {...props} />;
  return (
    <AgentFrame {...props} page={page}>
      <Integrations key={props.agent.admin} {...props} endpoint={endpoint} />
    </AgentFrame>
  );
}
