import { CATEGORIES, type Category, PRIORITIES, type Priority, type Source } from "../shared/contract";
import { entered } from "../shared/controls";
import { describedBy, Field } from "../shared/field";
import { type MessageKey, t } from "../shared/i18n";
import type { Choice } from "./draft";
import { saysEnough } from "./suggester";
import type { TicketForm } from "./use-ticket-form";

const SUGGESTED_BY: Record<Source, MessageKey> = {
  gemini: "suggestion.byAi",
  local: "suggestion.byWords",
};

interface ChoiceFieldProps<Value extends string> {
  form: TicketForm;
  id: "category" | "priority";
  choice: Choice<Value>;
  values: readonly Value[];
  labelOf: (value: Value) => string;
}

function ChoiceField<Value extends string>({ form, id, choice, values, labelOf }: ChoiceFieldProps<Value>) {
  const suggested = choice.by === "suggestion";
  const source = form.draft.suggestion?.source;
  const hint = suggested && source ? t(SUGGESTED_BY[source]) : "";
  const choose = (text: string): void => {
    const value = values.find((each) => each === text) ?? "";
    form.change({ [id]: { value, by: "person" } });
  };
  const remark = saysEnough(form.draft.description) && (
    <span class="block min-h-10 text-accent sm:min-h-5">{hint}</span>
  );
  return (
    <Field id={id} label={t(id)} hint={remark}>
      <select
        {...describedBy(id)}
        class="control max-sm:px-1.5"
        data-suggested={suggested}
        value={choice.value}
        onChange={(event) => choose(entered(event))}
      >
        <option value="">{t("form.letUsDecide")}</option>
        {values.map((value) => (
          <option key={value} value={value}>
            {labelOf(value)}
          </option>
        ))}
      </select>
    </Field>
  );
}

export function ChoiceFields({ form }: { form: TicketForm }) {
  const { category, priority } = form.draft;
  const nameOf = (value: Category): string => t(`category.${value}`);
  const gradeOf = (value: Priority): string => t(`priority.${value}`);
  return (
    <div class="grid gap-2 min-[22rem]:grid-cols-2 sm:gap-x-6">
      <ChoiceField form={form} id="category" choice={category} values={CATEGORIES} labelOf={nameOf} />
      <ChoiceField form={form} id="priority" choice={priority} values={PRIORITIES} labelOf={gradeOf} />
    </div>
  );
}
