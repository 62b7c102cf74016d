import { CAN_NOTIFY } from "../tickets/notifications";
import type { Tools } from "../tickets/use-desk";
import { useStore } from "../ui/store";

/** Switches desktop notifications on and off. */
export function NotifyButton({ tools: { notifications } }: { tools: Tools }) {
  const state = useStore(notifications);
  if (!CAN_NOTIFY) return null;
  return (
    <>
      <button
        type="button"
        role="switch"
        aria-checked={state === "on"}
        class="flex min-h-8 cursor-pointer items-center justify-between rounded-md px-2 text-start hover:bg-card pointer-coarse:min-h-11"
        title="When a ticket becomes yours, or its requester writes, while this page is not on screen"
        onClick={() => void notifications.toggle()}
      >
        Desktop notifications <span class="text-muted text-xs">{state === "on" ? "On" : "Off"}</span>
      </button>
      <p role="status" class="px-2 text-muted text-xs empty:hidden">
        {state === "refused" && "This browser does not allow them: see its settings for this site."}
      </p>
    </>
  );
}
