import type { ComponentChildren } from "preact";
import { kindName, sizeText } from "./describing";

/** What stands for a file: the picture itself, or a sheet with its kind. */
export function Badge({ kind, preview }: { kind: string; preview?: string | undefined }) {
  if (preview) return <img src={preview} alt="" class="size-10 shrink-0 rounded border border-line object-cover" />;
  return (
    <span
      aria-hidden="true"
      class="flex size-10 shrink-0 items-center justify-center rounded border border-line bg-page font-semibold text-[0.625rem] text-muted"
    >
      {kindName(kind) || <Sheet />}
    </span>
  );
}

function Sheet() {
  return (
    <svg aria-hidden="true" viewBox="0 0 16 16" class="size-5 fill-none stroke-[1.25] stroke-current">
      <path d="M9 1.5H4v13h8.5V5L9 1.5V5h3.5" stroke-linejoin="round" />
    </svg>
  );
}

interface NameProps {
  name: string;
  /** Under the name. */
  children: ComponentChildren;
}

export function Name({ name, children }: NameProps) {
  return (
    <div class="min-w-0 flex-[1_1_9rem] text-start">
      <p class="line-clamp-2 text-sm [overflow-wrap:anywhere]">
        <bdi>{name}</bdi>
      </p>
      {children}
    </div>
  );
}

/** Kind and size. */
export function facts({ kind, size }: { kind: string; size: number }): string {
  return [kindName(kind), sizeText(size)].filter((it) => it !== "").join(" · ");
}
