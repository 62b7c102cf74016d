import type { Status } from "../../shared/contract";
import { Notice } from "../../shared/controls";
import type { Draft } from "./draft";

interface DraftTroubleProps {
  draft: Draft;
  onAgain: (status: Status | null) => void;
}

/** Why the message was not sent. The text is still there. */
export function DraftTrouble({ draft: { kind, trouble }, onAgain }: DraftTroubleProps) {
  return (
    <div role="alert" class="mt-2 text-sm empty:hidden">
      {trouble?.kind === kind && (
        <Notice tone="warning">
          {trouble.reason === null
            ? "A message arrived that you had not seen. Yours was not sent; your text is kept. Read the new one above first."
            : `Not sent; your text is kept. ${trouble.reason}`}
          <button
            type="button"
            class="button button-quiet button-small mt-2 flex"
            onClick={() => onAgain(trouble.status)}
          >
            {trouble.reason === null ? "Send anyway" : "Try again"}
          </button>
        </Notice>
      )}
    </div>
  );
}
