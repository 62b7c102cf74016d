import { type Attaching, useIncoming } from "./attaching";
import type { Change, Part } from "./attachments/uploads";
import { t } from "./i18n";

/** Fails when the code or its words cannot be loaded. */
export async function openUploads(change: Change): Promise<Part> {
  return (await import("./attachments/public")).openUploads(change);
}

interface AttachProps {
  attaching: Attaching;
  /** The text is being sent: nothing is added to it now. */
  locked: boolean;
}

/** Where files are chosen on a public page, and what becomes of them. They may be dropped anywhere, or pasted. */
export function Attach({ attaching, locked }: AttachProps) {
  const { part, add } = attaching;
  const over = useIncoming((files) => locked || add(files));
  return (
    <div>
      <div class="attach" data-over={over}>
        <input
          id="files"
          type="file"
          multiple
          disabled={locked}
          class="sr-only"
          onChange={({ currentTarget }) => {
            add([...(currentTarget.files ?? [])]);
            // So that the same file can be chosen again.
            currentTarget.value = "";
          }}
        />
        <label for="files" class="button button-quiet button-small">
          {t("files.attach")}
        </label>
        <span>{t("files.how")}</span>
      </div>
      {part && <part.List {...attaching} />}
    </div>
  );
}
