import { CATEGORIES, type Category, PRIORITIES, type Priority, type Source } from "../shared/contract";
import { describedBy, entered, Field } from "../shared/controls";
import { CATEGORY_LOOKS, PRIORITY_LOOKS } from "../shared/labels";
import type { Choice } from "./draft";
import type { TicketForm } from "./use-ticket-form";

const SUGGESTED_BY: Record<Source, string> = {
  gemini: "AI suggested - editable",
  local: "Suggested - editable",
};

interface ChoiceFieldProps<Value extends string> {
  id: string;
  label: string;
  values: readonly Value[];
  looks: Record<Value, { label: string }>;
  choice: Choice<Value>;
  source: Source | null;
  error: string | undefined;
  onChoose: (value: Value | "") => void;
}

function ChoiceField<Value extends string>(props: ChoiceFieldProps<Value>) {
  const { id, choice, error } = props;
  const suggested = choice.by === "suggestion";
  const hint = suggested && props.source ? SUGGESTED_BY[props.source] : "";
  return (
    <Field id={id} label={props.label} error={error} hint={<span class="block min-h-5 text-accent">{hint}</span>}>
      <select
        {...describedBy(id, error)}
        class="control"
        data-suggested={suggested}
        value={choice.value}
        onChange={(event) => props.onChoose(props.values.find((value) => value === entered(event)) ?? "")}
      >
        <option value="">Let us decide</option>
        {props.values.map((value) => (
          <option key={value} value={value}>
            {props.looks[value].label}
          </option>
        ))}
      </select>
    </Field>
  );
}

export function ChoiceFields({ form }: { form: TicketForm }) {
  const { draft, errors } = form;
  return (
    <div class="grid gap-x-6 gap-y-3 sm:grid-cols-2">
      <ChoiceField<Category>
        id="category"
        label="Category"
        values={CATEGORIES}
        looks={CATEGORY_LOOKS}
        choice={draft.category}
        source={draft.suggestedBy}
        error={errors.category}
        onChoose={(value) => form.change({ category: { value, by: "person" } })}
      />
      <ChoiceField<Priority>
        id="priority"
        label="Priority"
        values={PRIORITIES}
        looks={PRIORITY_LOOKS}
        choice={draft.priority}
        source={draft.suggestedBy}
        error={errors.priority}
        onChoose={(value) => form.change({ priority: { value, by: "person" } })}
      />
    </div>
  );
}
