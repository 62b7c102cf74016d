import type { Ticket, TicketPatch } from "../../shared/contract";
import { entered } from "../../shared/controls";
import { FIELD_NAMES, FIELDS, type FieldName, lookOf, patchOf, valuesOf } from "./fields";
import { openByKey } from "./focus";

interface ValueSelectsProps {
  ticket: Ticket;
  /** What is on its way to the server. */
  saving: TicketPatch | undefined;
  onChange: (patch: TicketPatch) => void;
}

/** The values of a ticket that agents change; those of a ticket in quarantine stay as they are. */
export function ValueSelects(props: ValueSelectsProps) {
  return (
    <>
      {FIELD_NAMES.map((name) => (
        <ValueSelect key={name} field={name} {...props} />
      ))}
    </>
  );
}

function ValueSelect({ field, ticket, saving, onChange }: ValueSelectsProps & { field: FieldName }) {
  const value = saving?.[field] ?? ticket[field];
  const choose = (chosen: string): void => {
    if (chosen !== value) onChange(patchOf(field, chosen));
  };
  return (
    <select
      aria-label={`${FIELDS[field].label} of ${ticket.reference}`}
      data-field={field}
      data-tone={lookOf(field, value).tone}
      class="w-full cursor-pointer rounded-lg border border-tone/60 bg-tone-surface px-1 py-2 font-medium text-tone text-xs disabled:cursor-not-allowed disabled:opacity-60 sm:px-2 sm:py-1.5 sm:text-sm"
      disabled={ticket.quarantined}
      value={value}
      onKeyDown={openByKey}
      onChange={(event) => choose(entered(event))}
    >
      {valuesOf(field).map((option) => (
        <option key={option} value={option} class="bg-card text-ink">
          {lookOf(field, option).label}
        </option>
      ))}
    </select>
  );
}
