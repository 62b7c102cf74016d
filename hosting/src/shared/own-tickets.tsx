import { useRef, useState } from "preact/hooks";
import { t } from "./i18n";
import { locale } from "./locale";
import { forgetTicket, type Remembered, remembered, statusLink } from "./remembered";

/** The tickets of this device, which can be taken off it. */
export function OwnTickets() {
  const [tickets, setTickets] = useState(remembered);
  const heading = useRef<HTMLHeadingElement>(null);
  const remove = (id: string): void => {
    forgetTicket(id);
    setTickets(remembered());
    heading.current?.focus();
  };
  return (
    <section aria-labelledby="own" class="card mt-6 p-4 sm:p-6">
      <h2 id="own" ref={heading} tabIndex={-1} class="font-semibold text-lg">
        {t("own.heading")}
      </h2>
      <p class="mt-1 text-muted text-sm">{t(tickets.length > 0 ? "own.intro" : "own.none")}</p>
      <ul class="mt-2">
        {tickets.map((ticket) => (
          <OwnTicket key={ticket.id} ticket={ticket} onRemove={() => remove(ticket.id)} />
        ))}
      </ul>
    </section>
  );
}

function OwnTicket({ ticket, onRemove }: { ticket: Remembered; onRemove: () => void }) {
  const { reference, created_at } = ticket;
  return (
    <li class="flex items-center justify-between gap-4 py-1">
      <div class="flex flex-wrap items-center gap-x-4">
        <a class="link font-mono" href={statusLink(ticket)}>
          <bdi>{reference}</bdi>
        </a>
        <time class="text-muted text-sm" dateTime={created_at}>
          {new Date(created_at).toLocaleDateString(locale(), { dateStyle: "medium" })}
        </time>
      </div>
      <button
        type="button"
        class="button button-quiet button-small"
        aria-label={t("own.removeOne", { reference })}
        onClick={onRemove}
      >
        {t("own.remove")}
      </button>
    </li>
  );
}
