import { t } from "../shared/i18n";
import { Onward, OtherWays, PublicFrame } from "../shared/public-frame";
import { Confirmation } from "./confirmation";
import { TicketFormView } from "./ticket-form";
import { useTicketForm } from "./use-ticket-form";

export function FormPage() {
  const form = useTicketForm();
  return (
    <PublicFrame>
      {form.created && <Confirmation key={form.created.id} ticket={form.created} />}
      <h1 class="heading">{t(form.created ? "report.again" : "form.heading")}</h1>
      <p class="mt-2 text-muted">{t("form.intro")}</p>
      <TicketFormView form={form} />
      <Onward href="/track" name="lost.heading" />
      <OtherWays />
    </PublicFrame>
  );
}
