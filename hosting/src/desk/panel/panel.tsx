import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { router } from "../address";
import { focusRow } from "../tickets/focus";
import { UndoBar } from "../tickets/undo-bar";
import { Menu } from "../ui/menu";
import { TicketView, type TicketViewProps } from "./ticket";

interface TicketPanelProps extends TicketViewProps {
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
    <section ref={place} aria-label="Ticket" class="flex min-h-0 min-w-0 flex-col overflow-clip bg-card">
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
      class="m-0 h-dvh max-h-none w-full max-w-none flex-col overscroll-contain overflow-clip bg-card text-ink open:flex"
      onCancel={(event) => {
        event.preventDefault();
        router.close();
      }}
    >
      <TicketView {...props} />
      <div class="absolute inset-x-2 bottom-2 z-20">
        <UndoBar {...props} />
      </div>
      <Menu />
    </dialog>
  );
}
