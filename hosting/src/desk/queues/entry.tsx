import { linkTo, type View } from "../address";

interface EntryProps {
  name: string;
  to: View;
  current: boolean;
  /** How many tickets are behind it; left out where that is not counted. */
  count?: string | undefined;
}

/** One line of the column that leads everywhere. */
export function Entry({ name, to, current, count }: EntryProps) {
  return (
    <a
      {...linkTo(to)}
      aria-current={current ? "page" : undefined}
      class={`flex min-h-8 items-center justify-between gap-2 rounded-md px-2 pointer-coarse:min-h-11 ${current ? "bg-suggest font-medium" : "hover:bg-card"}`}
    >
      <span class="min-w-0 [overflow-wrap:anywhere]">{name}</span>{" "}
      {count && <span class="shrink-0 text-muted text-xs tabular-nums">{count}</span>}
    </a>
  );
}
