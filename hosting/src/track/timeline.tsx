import type { StatusAt } from "../shared/contract";
import { t } from "../shared/i18n";
import { STATUS_TONES } from "../shared/tones";
import { When } from "./when";

/** What has happened to the ticket, oldest first. */
export function Timeline({ events }: { events: StatusAt[] }) {
  return (
    <ol class="mt-4" aria-label={t("track.progress")}>
      {events.map((event, index) => (
        <Reached key={`${index} ${event.at}`} event={event} current={index === events.length - 1} />
      ))}
    </ol>
  );
}

function Reached({ event, current }: { event: StatusAt; current: boolean }) {
  return (
    <li
      data-tone={STATUS_TONES[event.status]}
      aria-current={current ? "step" : undefined}
      class="relative ps-8 pb-4 last:pb-0"
    >
      {!current && <span aria-hidden="true" class="absolute start-1.75 top-3 -bottom-1 border-line border-s-2" />}
      <span aria-hidden="true" class="absolute start-0 top-1.5 size-4 rounded-full border-2 border-tone bg-tone" />
      <p class={current ? "font-semibold text-tone" : ""}>{t(`status.${event.status}`)}</p>
      <p class="text-muted text-sm">
        <When at={event.at} />
      </p>
    </li>
  );
}
