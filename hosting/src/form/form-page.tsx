import { useEffect } from "preact/hooks";
import { t } from "../shared/i18n";
import { Later } from "../shared/later";
import { Onward, OtherWays, PublicFrame } from "../shared/public-frame";
import { statusLink } from "../shared/remembered";
import { Remembered } from "../shared/remembered-tickets";
import { TicketFormView } from "./ticket-form";
import type { Receipt } from "./use-receipt";
import { type TicketForm, useTicketForm } from "./use-ticket-form";

export function FormPage() {
  const form = useTicketForm();
  return (
    <PublicFrame>
      {form.created ? <Created ticket={form.created} /> : <Report form={form} />}
      <OtherWays />
    </PublicFrame>
  );
}

async function openConfirmation() {
  return (await import("./thanks")).openConfirmation();
}

function Created({ ticket }: { ticket: Receipt }) {
  return <Later load={openConfirmation} props={{ ticket }} otherwise={Onwards} />;
}

/** What the confirmation says stands on the status page, too. */
function Onwards({ ticket }: { ticket: Receipt }) {
  useEffect(() => window.location.assign(statusLink(ticket)), [ticket]);
  return null;
}

function Report({ form }: { form: TicketForm }) {
  return (
    <>
      <h1 class="heading max-sm:text-xl">{t("form.heading")}</h1>
      <p class="mt-1 text-muted max-sm:text-sm sm:mt-2">{t("form.intro")}</p>
      <TicketFormView form={form} />
      <Remembered />
      <Onward href="/track" name="lost.heading" />
    </>
  );
}
