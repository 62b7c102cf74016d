import type { ComponentChildren } from "preact";
import type { SentKind } from "../../shared/contract";

/** The button that Ctrl+Enter presses: the one that was used last. */
export type SendWay = "send" | "resolve";

interface ButtonsProps {
  kind: SentKind;
  way: SendWay;
  sendable: boolean;
  onSend: (way: SendWay) => void;
  /** What else can be done. */
  children: ComponentChildren;
}

const NAMES: Record<SendWay, string> = { send: "Send", resolve: "Send and resolve" };

/** What was used last stands out, and is what Ctrl+Enter does. */
export function Buttons({ kind, way, sendable, onSend, children }: ButtonsProps) {
  const ways: SendWay[] = kind === "note" ? ["send"] : ["send", "resolve"];
  return (
    <div class="mt-2 flex flex-wrap gap-2">
      {ways.map((it) => {
        const first = ways.length === 1 || it === way;
        return (
          <button
            key={it}
            type="button"
            class={`button button-small ${first ? "button-primary" : "button-quiet"} disabled:cursor-not-allowed disabled:opacity-60`}
            aria-keyshortcuts={first ? "Control+Enter" : undefined}
            title={first ? "Ctrl+Enter" : undefined}
            disabled={!sendable}
            onClick={() => onSend(it)}
          >
            {kind === "note" ? "Add note" : NAMES[it]}
          </button>
        );
      })}
      {children}
    </div>
  );
}
