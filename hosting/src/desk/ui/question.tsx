import type { ComponentChildren } from "preact";
import { BusyButton } from "./busy-button";
import { Modal } from "./modal";
import { useTask } from "./use-task";

interface AskingProps {
  /** What happens then, before it is too late. */
  children: ComponentChildren;
  /** The name of the button that does it. */
  answer: string;
  /** Fails with a sentence for the person. */
  onConfirm: (dialog: HTMLDialogElement | null) => Promise<void>;
}

interface QuestionProps extends AskingProps {
  title: string;
  onClose: () => void;
  onConfirm: () => Promise<void>;
  /** It is done and the dialog closed: for the focus, where the button that had it is gone. */
  onDone: () => void;
}

/** Asks before something is done that cannot be taken back; stays until it is done. */
export function Question({ title, children, answer, onConfirm, onClose, onDone }: QuestionProps) {
  const confirm = async (dialog: HTMLDialogElement | null): Promise<void> => {
    await onConfirm();
    // Closed first: until then nothing outside it can have the focus.
    dialog?.close();
    onDone();
  };
  return (
    <Modal title={title} onClose={onClose}>
      <Asking answer={answer} onConfirm={confirm}>
        {children}
      </Asking>
    </Modal>
  );
}

/** The question alone, in a dialog that has more to say afterwards. */
export function Asking({ children, answer, onConfirm }: AskingProps) {
  const { busy, failure, run } = useTask();
  return (
    <>
      <div class="mt-3 [overflow-wrap:anywhere]">{children}</div>
      <p role="alert" data-tone="danger" class="complaint">
        {failure}
      </p>
      <div class="mt-6 flex flex-wrap gap-3">
        <span data-tone="danger">
          <BusyButton
            busy={busy}
            look="bg-tone text-card"
            onClick={(button) => run(() => onConfirm(button.closest("dialog")))}
          >
            {answer}
          </BusyButton>
        </span>
        <button
          type="button"
          class="button button-quiet"
          onClick={(event) => event.currentTarget.closest("dialog")?.close()}
        >
          Cancel
        </button>
      </div>
    </>
  );
}
