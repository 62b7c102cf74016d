import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";

interface ModalProps {
  title: string;
  onClose: () => void;
  children: ComponentChildren;
}

const TYPED_INTO = "input:not([type=checkbox], [type=radio])";

/**
 * A dialog over the page. The browser keeps the focus in it, and gives it back when it closes: so it closes first, and is
 * not drawn any more then.
 */
export function Modal({ title, onClose, children }: ModalProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
    // Not on the button that closes it: the first space that one types would press it, and the rest act on the page.
    dialog.current?.querySelector<HTMLElement>(TYPED_INTO)?.focus();
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-label={title}
      class="card m-auto w-full max-w-lg p-6 text-ink backdrop:bg-black/50 max-sm:w-[calc(100%-2rem)]"
      onClose={onClose}
    >
      <div class="flex items-start justify-between gap-4">
        <h2 class="font-semibold text-xl">{title}</h2>
        <CloseButton onClose={() => dialog.current?.close()} />
      </div>
      {children}
    </dialog>
  );
}

export function CloseButton({ onClose }: { onClose: () => void }) {
  return (
    <button
      type="button"
      class="button button-quiet -mt-1.5 -me-1.5 shrink-0 px-3"
      aria-label="Close"
      onClick={onClose}
    >
      <svg aria-hidden="true" viewBox="0 0 16 16" class="size-4 fill-none stroke-2 stroke-current">
        <path d="m3 3 10 10M13 3 3 13" />
      </svg>
    </button>
  );
}
