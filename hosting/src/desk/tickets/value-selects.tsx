import {
  CATEGORIES,
  type Category,
  PRIORITIES,
  type Priority,
  STATUSES,
  type Status,
  type Ticket,
  type TicketPatch,
} from "../../shared/contract";
import { entered } from "../../shared/controls";
import type { FieldName } from "./edit-state";
import { CATEGORY_LOOKS, PRIORITY_LOOKS, STATUS_LOOKS, type Tone } from "./labels";

interface ValueSelectsProps {
  ticket: Ticket;
  /** What is on its way to the server. */
  saving: TicketPatch | undefined;
  onChange: (patch: TicketPatch) => void;
}

/** The values of a ticket that agents change; those of a ticket in quarantine stay as they are. */
export function ValueSelects({ ticket, saving, onChange }: ValueSelectsProps) {
  const common = { reference: ticket.reference, disabled: ticket.quarantined };
  return (
    <>
      <ValueSelect<Status>
        {...common}
        field="status"
        name="Status"
        values={STATUSES}
        looks={STATUS_LOOKS}
        value={saving?.status ?? ticket.status}
        onChoose={(status) => onChange({ status })}
      />
      <ValueSelect<Priority>
        {...common}
        field="priority"
        name="Priority"
        values={PRIORITIES}
        looks={PRIORITY_LOOKS}
        value={saving?.priority ?? ticket.priority}
        onChoose={(priority) => onChange({ priority })}
      />
      <ValueSelect<Category>
        {...common}
        field="category"
        name="Category"
        values={CATEGORIES}
        looks={CATEGORY_LOOKS}
        value={saving?.category ?? ticket.category}
        onChoose={(category) => onChange({ category })}
      />
    </>
  );
}

interface ValueSelectProps<Value extends string> {
  field: FieldName;
  name: string;
  reference: string;
  disabled: boolean;
  values: readonly Value[];
  looks: Record<Value, { label: string; tone: Tone }>;
  value: Value;
  onChoose: (value: Value) => void;
}

function ValueSelect<Value extends string>(props: ValueSelectProps<Value>) {
  const { values, looks, value, onChoose } = props;
  const choose = (text: string): void => {
    const chosen = values.find((candidate) => candidate === text);
    if (chosen !== undefined && chosen !== value) onChoose(chosen);
  };
  return (
    <select
      aria-label={`${props.name} of ${props.reference}`}
      data-field={props.field}
      data-tone={looks[value].tone}
      class="w-full cursor-pointer rounded-lg border border-tone/60 bg-tone-surface px-1 py-2 font-medium text-tone text-xs disabled:cursor-not-allowed disabled:opacity-60 sm:px-2 sm:py-1.5 sm:text-sm"
      disabled={props.disabled}
      value={value}
      onChange={(event) => choose(entered(event))}
    >
      {values.map((option) => (
        <option key={option} value={option} class="bg-card text-ink">
          {looks[option].label}
        </option>
      ))}
    </select>
  );
}
