import type { TargetedSubmitEvent } from "preact";
import { useRef } from "preact/hooks";
import type { View } from "../../shared/contract";
import { type Filters, isFiltered } from "../tickets/filters";
import { focusFirstRow } from "../tickets/focus";
import type { Tools } from "../tickets/use-desk";
import { Modal } from "../ui/modal";
import { useTask } from "../ui/use-task";
import { keptAs } from "./view-filters";

/** As many characters as the server takes. */
const NAME_MAX = 60;

interface ViewEditorProps {
  tools: Tools;
  views: View[];
  filters: Filters;
  /** A view was made, changed or deleted. */
  changed: () => Promise<void>;
  onClose: () => void;
}

/** Keeps what is shown, and changes what was kept. */
export function ViewEditor({ tools, views, filters, changed, onClose }: ViewEditorProps) {
  const { busy, failure, run } = useTask();
  const { api } = tools.desk;
  const close = (): void => {
    onClose();
    // Without a view the button goes that opened the dialog and had the focus.
    if (views.length === 0 && !isFiltered(filters)) focusFirstRow();
  };
  const act = (work: () => Promise<unknown>): void =>
    run(async () => {
      await work();
      await changed();
    });
  const own = views.filter(({ owner }) => owner === tools.uid || tools.admin);
  return (
    <Modal title="Saved views" onClose={close}>
      <div aria-busy={busy}>
        {isFiltered(filters) && (
          <SaveForm
            onSave={(name, shared, dialog) =>
              act(async () => {
                await api.createView({ name, shared, ...keptAs(filters) });
                dialog?.close();
              })
            }
          />
        )}
        {own.length > 0 && (
          <ul aria-label="Views" class="mt-6 grid gap-3">
            {own.map((view) => (
              <Line
                key={view.id}
                view={view}
                onChange={(patch) => act(() => api.changeView(view.id, patch))}
                onDelete={() => act(() => api.deleteView(view.id))}
              />
            ))}
          </ul>
        )}
        <p role="alert" data-tone="danger" class="complaint">
          {failure}
        </p>
      </div>
    </Modal>
  );
}

interface SaveFormProps {
  /** Closes the dialog once the view is stored: a name that could not be stored stays. */
  onSave: (name: string, shared: boolean, dialog: HTMLDialogElement | null) => void;
}

function SaveForm({ onSave }: SaveFormProps) {
  const input = useRef<HTMLInputElement>(null);
  const shared = useRef<HTMLInputElement>(null);
  const submit = (event: TargetedSubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const name = input.current?.value.trim();
    if (name) onSave(name, shared.current?.checked ?? false, event.currentTarget.closest("dialog"));
  };
  return (
    <form class="mt-4 grid gap-2" onSubmit={submit}>
      <label class="font-medium text-sm" for="view-name">
        Save what is shown now as
      </label>
      <div class="flex gap-2">
        <input ref={input} id="view-name" class="control min-w-0" required maxLength={NAME_MAX} />
        <button type="submit" class="button button-primary shrink-0">
          Save
        </button>
      </div>
      <label class="flex min-h-9 cursor-pointer items-center gap-3 text-sm">
        <input ref={shared} type="checkbox" class="size-5 accent-accent" />
        All agents see it
      </label>
    </form>
  );
}

interface LineProps {
  view: View;
  onChange: (patch: { name?: string; shared?: boolean }) => void;
  onDelete: () => void;
}

function Line({ view, onChange, onDelete }: LineProps) {
  const rename = (typed: string): void => {
    const name = typed.trim();
    if (name && name !== view.name) onChange({ name });
  };
  return (
    <li class="flex flex-wrap items-center gap-2">
      <input
        class="control min-w-40 flex-1"
        aria-label={`Name of ${view.name}`}
        maxLength={NAME_MAX}
        // Not bound to it: the desk is drawn again while one types.
        defaultValue={view.name}
        onChange={(event) => rename(event.currentTarget.value)}
      />
      <label class="flex cursor-pointer items-center gap-2 text-sm">
        <input
          type="checkbox"
          class="size-5 accent-accent"
          aria-label={`Shared: all agents see ${view.name}`}
          checked={view.shared}
          onChange={(event) => onChange({ shared: event.currentTarget.checked })}
        />
        Shared
      </label>
      <button
        type="button"
        class="button button-quiet shrink-0"
        aria-label={`Delete ${view.name}`}
        onClick={(event) => {
          keepFocus(event.currentTarget);
          onDelete();
        }}
      >
        Delete
      </button>
    </li>
  );
}

/** The row below takes the place of the one that goes; there is none below the last. */
function keepFocus(button: HTMLElement): void {
  const line = button.closest("li");
  const next = line?.nextElementSibling ?? line?.previousElementSibling ?? button.closest("dialog");
  next?.querySelector("button")?.focus();
}
