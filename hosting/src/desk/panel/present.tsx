import type { Tools } from "../tickets/use-desk";
import { useStore } from "../ui/store";

const NAMES = new Intl.ListFormat(document.documentElement.lang, { type: "conjunction" });

/** Who else has the ticket open. */
export function Present({ tools }: { tools: Tools }) {
  const others = useStore(tools.presence);
  return (
    <p
      role="status"
      aria-label="Also here"
      data-tone="progress"
      class="py-0.5 font-medium text-sm text-tone empty:hidden"
    >
      {others.length > 0 &&
        `${NAMES.format(others.map(({ name }) => name))} ${others.length === 1 ? "has" : "have"} this open too`}
    </p>
  );
}
