/** Values of a ticket as shapes, so that none is told by its colour alone. */

import type { ComponentChildren } from "preact";
import type { Priority, Status } from "../../shared/contract";
import type { FieldName } from "./fields";

const STATUS: Record<Status, ComponentChildren> = {
  open: <circle cx="8" cy="8" r="5.5" />,
  in_progress: (
    <>
      <circle cx="8" cy="8" r="5.5" />
      <path class="fill-current" d="M8 4.5a3.5 3.5 0 0 1 0 7z" stroke="none" />
    </>
  ),
  resolved: (
    <>
      <circle class="fill-current" cx="8" cy="8" r="5.5" />
      <path class="stroke-card" d="m5.5 8.2 1.8 1.8 3.2-3.6" />
    </>
  ),
  closed: (
    <>
      <circle cx="8" cy="8" r="5.5" />
      <path d="M5.5 8h5" />
    </>
  ),
};

const PRIORITY: Record<Priority, ComponentChildren> = {
  low: <path d="M4.5 6.5 8 10l3.5-3.5" />,
  medium: <path d="M4 8h8" />,
  high: <path d="M4.5 9.5 8 6l3.5 3.5" />,
  critical: (
    <>
      <path class="fill-current" d="M8 1.8 15 14H1z" />
      <path class="stroke-card" d="M8 6.2v3.4m0 1.6v.9" />
    </>
  ),
};

const SHAPES: Partial<Record<FieldName, Record<string, ComponentChildren>>> = { status: STATUS, priority: PRIORITY };

/** Nothing for a field whose values have no shapes. */
export function Mark({ field, value }: { field: FieldName; value: string }) {
  const shape = SHAPES[field]?.[value];
  return (
    shape && (
      <svg
        aria-hidden="true"
        viewBox="0 0 16 16"
        data-tone={value === "critical" ? "danger" : undefined}
        class={`size-4 shrink-0 fill-none stroke-[1.75] stroke-current ${value === "critical" ? "text-tone" : ""}`}
      >
        {shape}
      </svg>
    )
  );
}
