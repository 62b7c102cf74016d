import { t } from "../shared/i18n";
import { OwnTickets } from "../shared/own-tickets";
import { Onward, OtherWays, PublicFrame } from "../shared/public-frame";
import { Confirmation } from "./confirmation";
import { TicketFormView } from "./ticket-form";
import { type TicketForm, useTicketForm } from "./use-ticket-form";

export function FormPage() {
  const form = useTicketForm();
  return (
    <PublicFrame>
      {form.created ? <Confirmation ticket={form.created} /> : <Report form={form} />}
      <OtherWays />
    </PublicFrame>
  );
}

function Report({ form }: { form: TicketForm }) {
  return (
    <>
      <h1 class="heading max-sm:text-xl">{t("form.heading")}</h1>
      <p class="mt-1 text-muted max-sm:text-sm sm:mt-2">{t("form.intro")}</p>
      <TicketFormView form={form} />
      <OwnTickets />
      <Onward href="/track" name="lost.heading" />
    </>
  );
}
