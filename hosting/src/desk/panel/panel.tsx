import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { router } from "../address";
import { focusRow } from "../tickets/focus";
import type { DeskState, Opened } from "../tickets/state";
import { UndoBar } from "../tickets/undo-bar";
import type { Tools } from "../tickets/use-desk";
import { TicketView } from "./ticket";

interface TicketPanelProps {
  tools: Tools;
  state: DeskState;
  opened: Opened;
  /** There is room beside the list; else the ticket takes the whole screen. */
  wide: boolean;
}

/** The open ticket. The list stays as it is, beside or below it, and gets the focus back. */
export function TicketPanel({ wide, ...props }: TicketPanelProps) {
  const { id } = props.opened;
  return wide ? <Beside key={id} {...props} /> : <Above key={id} {...props} />;
}

function Beside(props: Omit<TicketPanelProps, "wide">) {
  const place = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const panel = place.current;
    return () => {
      if (panel?.contains(document.activeElement)) focusRow(props.opened.id);
    };
  }, [props.opened.id]);
  return (
    <section ref={place} aria-label="Ticket" class="card p-4">
      <TicketView {...props} />
    </section>
  );
}

function Above(props: Omit<TicketPanelProps, "wide">) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const panel = dialog.current;
    panel?.showModal();
    return () => {
      panel?.close();
      focusRow(props.opened.id);
    };
  }, [props.opened.id]);
  return (
    <dialog
      ref={dialog}
      aria-label="Ticket"
      class="m-0 ms-auto h-dvh max-h-none w-full max-w-none overscroll-contain bg-card p-4 text-ink backdrop:bg-black/50 md:w-xl md:border-line md:border-s md:p-6"
      onCancel={(event) => {
        event.preventDefault();
        router.close();
      }}
    >
      <TicketView {...props} />
      <div class="sticky bottom-0 mt-4">
        <UndoBar {...props} />
      </div>
    </dialog>
  );
}
