import { Modal } from "../ui/modal";
import { SHORTCUTS } from "./shortcuts";
import type { Shortcuts } from "./use-shortcuts";

const NAMES: Record<string, string> = { Escape: "Esc" };

export function ShortcutHelp({ shortcuts }: { shortcuts: Shortcuts }) {
  if (!shortcuts.helpOpen) return null;
  return (
    <Modal title="Keyboard shortcuts" onClose={() => shortcuts.setHelpOpen(false)}>
      <dl class="mt-4 grid grid-cols-[auto_1fr] items-center gap-x-4 gap-y-2">
        {Object.entries(SHORTCUTS).map(([key, meaning]) => (
          <div key={key} class="contents">
            <dt>
              <kbd class="inline-block min-w-8 rounded border border-edge px-1.5 py-0.5 text-center font-mono text-sm">
                {NAMES[key] ?? key}
              </kbd>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      <label class="mt-6 flex cursor-pointer items-center gap-3">
        <input
          type="checkbox"
          class="size-5 accent-accent"
          checked={shortcuts.on}
          onChange={(event) => shortcuts.setOn(event.currentTarget.checked)}
        />
        Use these shortcuts
      </label>
      <p class="mt-2 text-muted text-sm">They rest while you type in a field. Esc and Enter always work.</p>
    </Modal>
  );
}
