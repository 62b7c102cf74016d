import type { TargetedSubmitEvent } from "preact";
import { useRef, useState } from "preact/hooks";
import { onPlainClick, router } from "../address";
import { type Filters, filtersOf, isFiltered, queryStringOf } from "../tickets/filters";
import { focusFirstRow } from "../tickets/focus";
import type { Tools } from "../tickets/use-desk";
import { Modal } from "../ui/modal";
import {
  readViews,
  renamedView,
  type SavedView,
  VIEW_NAME_MAX,
  withoutView,
  withView,
  writeViews,
} from "./preferences";

interface SavedViewsProps {
  tools: Tools;
  filters: Filters;
}

/** Filters that the agent comes back to. */
export function SavedViews({ tools, filters }: SavedViewsProps) {
  const [views, setViews] = useState(() => readViews(tools.uid));
  const [editing, setEditing] = useState(false);
  const keep = (next: SavedView[]): void => {
    setViews(next);
    writeViews(tools.uid, next);
  };
  // Without a view the button goes that opened the dialog and had the focus.
  const isNeeded = views.length > 0 || isFiltered(filters);
  const close = (): void => {
    setEditing(false);
    if (!isNeeded) focusFirstRow();
  };
  if (!isNeeded && !editing) return null;
  return (
    <nav aria-label="Saved views" class="mt-3 flex flex-wrap items-center gap-2 text-sm">
      {views.map((view) => (
        <ViewLink key={view.name} view={view} filters={filters} />
      ))}
      <button type="button" class="link min-h-9 cursor-pointer px-1" onClick={() => setEditing(true)}>
        {views.length === 0 ? "Save this view" : "Save or edit views"}
      </button>
      {editing && <Editor views={views} filters={filters} onKeep={keep} onClose={close} />}
    </nav>
  );
}

function ViewLink({ view, filters }: { view: SavedView; filters: Filters }) {
  const current = queryStringOf(filters) === view.query;
  return (
    <a
      href={`?${view.query}`}
      aria-current={current ? "true" : undefined}
      class={`inline-flex min-h-9 items-center rounded-full border px-3 [overflow-wrap:anywhere] ${current ? "border-accent bg-suggest font-medium" : "border-edge bg-card hover:bg-page"}`}
      onClick={onPlainClick(() => router.filter(filtersOf(new URLSearchParams(view.query))))}
    >
      {view.name}
    </a>
  );
}

interface EditorProps {
  views: SavedView[];
  filters: Filters;
  onKeep: (views: SavedView[]) => void;
  onClose: () => void;
}

function Editor({ views, filters, onKeep, onClose }: EditorProps) {
  return (
    <Modal title="Saved views" onClose={onClose}>
      {isFiltered(filters) && (
        <SaveForm onSave={(name) => onKeep(withView(views, { name, query: queryStringOf(filters) }))} />
      )}
      {views.length > 0 && (
        <ul aria-label="Views" class="mt-6 grid gap-2">
          {views.map((view, place) => (
            // By its place: under a new name it is the same row, and keeps the focus.
            <ViewEditor key={place} view={view} views={views} onKeep={onKeep} />
          ))}
        </ul>
      )}
      <p class="mt-4 text-muted text-sm">Views are kept in this browser. To share one, send the address of the page.</p>
    </Modal>
  );
}

function SaveForm({ onSave }: { onSave: (name: string) => void }) {
  const input = useRef<HTMLInputElement>(null);
  const submit = (event: TargetedSubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const name = input.current?.value.trim();
    if (!name) return;
    onSave(name);
    event.currentTarget.closest("dialog")?.close();
  };
  return (
    <form class="mt-4" onSubmit={submit}>
      <label class="mb-1 block font-medium text-sm" for="view-name">
        Save what is shown now as
      </label>
      <div class="flex gap-2">
        <input ref={input} id="view-name" class="control min-w-0" required maxLength={VIEW_NAME_MAX} />
        <button type="submit" class="button button-primary shrink-0">
          Save
        </button>
      </div>
    </form>
  );
}

interface ViewEditorProps extends Pick<EditorProps, "views" | "onKeep"> {
  view: SavedView;
}

function ViewEditor({ view, views, onKeep }: ViewEditorProps) {
  const rename = (typed: string): void => {
    const name = typed.trim();
    if (name) onKeep(renamedView(views, view.name, name));
  };
  return (
    <li class="flex gap-2">
      <input
        class="control min-w-0"
        aria-label={`Name of ${view.name}`}
        maxLength={VIEW_NAME_MAX}
        value={view.name}
        onChange={(event) => rename(event.currentTarget.value)}
      />
      <button
        type="button"
        class="button button-quiet shrink-0"
        aria-label={`Delete ${view.name}`}
        onClick={(event) => {
          keepFocus(event.currentTarget);
          onKeep(withoutView(views, view.name));
        }}
      >
        Delete
      </button>
    </li>
  );
}

/** The row below takes the place of the one that goes, and its focus; there is none below the last. */
function keepFocus(button: HTMLElement): void {
  const { previousElementSibling: above, nextElementSibling: below } = button.closest("li") ?? button;
  if (!below) (above ?? button.closest("dialog"))?.querySelector("button")?.focus();
}
