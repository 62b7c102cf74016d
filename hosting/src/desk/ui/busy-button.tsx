import type { ComponentChildren } from "preact";
import { Spinner } from "../../shared/controls";

interface BusyButtonProps {
  busy: boolean;
  /** The classes beside "button". */
  look: string;
  label?: string;
  /** Without it, the button submits its form. */
  onClick?: (button: HTMLButtonElement) => void;
  children: ComponentChildren;
}

/** A button that begins nothing while it is busy, and shows it. */
export function BusyButton({ busy, look, label, onClick, children }: BusyButtonProps) {
  return (
    <button
      type={onClick ? "button" : "submit"}
      class={`button ${look}`}
      aria-label={label}
      aria-disabled={busy}
      onClick={(event) => !busy && onClick?.(event.currentTarget)}
    >
      {busy && <Spinner />}
      {children}
    </button>
  );
}
