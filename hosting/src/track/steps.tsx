import { STATUSES, type Status } from "../shared/contract";
import { STATUS_LOOKS } from "../shared/labels";

const NEXT: Record<Status, string> = {
  open: "We have your ticket; an agent will take it up.",
  in_progress: "An agent is working on it.",
  resolved: "An agent considers it solved.",
  closed: "This ticket is closed. Report a new problem if you need more help.",
};

/** Where a ticket stands on its way, and what that means. */
export function Steps({ status }: { status: Status }) {
  const reached = STATUSES.indexOf(status);
  return (
    <>
      <ol class="mt-6 grid grid-cols-4 gap-2" aria-label="Progress">
        {STATUSES.map((step, index) => (
          <li key={step} data-tone={STATUS_LOOKS[status].tone} aria-current={index === reached ? "step" : undefined}>
            <span aria-hidden="true" class={`block h-1.5 rounded-full ${index <= reached ? "bg-tone" : "bg-line"}`} />
            <span class={`mt-1.5 block text-xs sm:text-sm ${index === reached ? "font-semibold" : "text-muted"}`}>
              {STATUS_LOOKS[step].label}
            </span>
          </li>
        ))}
      </ol>
      <p class="mt-4">{NEXT[status]}</p>
    </>
  );
}
