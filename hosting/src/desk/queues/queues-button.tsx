import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import { router } from "../address";
import { Modal } from "../ui/modal";

/** The way to the other queues and pages, where their column has no room. */
export function QueuesButton({ onOpen }: { onOpen: () => void }) {
  return (
    <button type="button" class="button button-quiet button-small desk:hidden" aria-haspopup="dialog" onClick={onOpen}>
      Queues
    </button>
  );
}

interface QueuesDialogProps {
  onClose: () => void;
  children: ComponentChildren;
}

/** The column over the page; it goes when it has led somewhere. */
export function QueuesDialog({ onClose, children }: QueuesDialogProps) {
  useEffect(() => router.subscribe(onClose), [onClose]);
  return (
    <Modal title="Queues" onClose={onClose}>
      <div class="mt-3">{children}</div>
    </Modal>
  );
}
