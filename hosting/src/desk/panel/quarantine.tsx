import { Notice } from "../../shared/controls";
import { focusTitleAround } from "../tickets/focus";
import type { Tools } from "../tickets/use-desk";
import { BusyButton } from "../ui/busy-button";
import { useTask } from "../ui/use-task";

/** Why a ticket is kept apart, and the way out. */
export function Quarantine({ tools, id }: { tools: Tools; id: string }) {
  const { busy, failure, run } = useTask();
  return (
    <div class="mt-4">
      <Notice tone="warning">
        <p>
          This ticket may come from a bot: the form was sent faster than people type, or a field was filled in that
          people do not see. It counts in no number, cannot be changed, and is deleted 30 days after it came in. If a
          person wrote it, release it. That cannot be undone.
        </p>
        <BusyButton
          busy={busy}
          look="button-primary mt-3"
          onClick={(button) =>
            run(async () => {
              await tools.edits.release(id);
              focusTitleAround(button);
            })
          }
        >
          Release
        </BusyButton>
        <p role="alert" class="mt-2 empty:hidden">
          {failure && `Not released. ${failure}`}
        </p>
      </Notice>
    </div>
  );
}
