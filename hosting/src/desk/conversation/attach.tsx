import type { Attaching } from "../../shared/attaching";

/** Chooses files. */
export function AttachButton({ attaching: { add } }: { attaching: Attaching }) {
  return (
    <div class="attach ms-auto">
      <input
        id="files"
        type="file"
        multiple
        class="sr-only"
        onChange={({ currentTarget }) => {
          add([...(currentTarget.files ?? [])]);
          // So that the same file can be chosen again.
          currentTarget.value = "";
        }}
      />
      <label
        for="files"
        class="button button-quiet button-small"
        title="Or drop them on the page, or paste a screenshot"
      >
        <svg aria-hidden="true" viewBox="0 0 16 16" class="size-4 fill-none stroke-[1.5] stroke-current">
          <path d="m13.5 7.5-5.6 5.6a3.2 3.2 0 0 1-4.6-4.6l6-6a2.2 2.2 0 0 1 3.1 3.1l-5.9 5.9a1.1 1.1 0 0 1-1.6-1.6l5.2-5.1" />
        </svg>
        <span class="max-sm:sr-only">Attach files</span>
      </label>
    </div>
  );
}

/** What is attached, and what is on its way. `locked`: it is to be sent as it is. */
export function AttachedFiles({ attaching, locked }: { attaching: Attaching; locked: boolean }) {
  const { part } = attaching;
  return (
    <div inert={locked} class={`max-h-48 overflow-y-auto ${locked ? "opacity-70" : ""}`}>
      {part && <part.List {...attaching} />}
    </div>
  );
}
