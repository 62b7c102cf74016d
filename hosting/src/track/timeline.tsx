import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { serverNow } from "../shared/clock";
import type { StatusAt, TrackedTicket } from "../shared/contract";
import { exactTime, timeAgo } from "../shared/format";
import { t } from "../shared/i18n";
import { STATUS_TONES, type Tone } from "../shared/tones";

const MINUTE_MS = 60_000;

/** The server's time at the last rendering, which comes once a minute at least. */
function useNow(): number {
  const [, setNow] = useState(0);
  useEffect(() => {
    const timer = window.setInterval(() => setNow(serverNow()), MINUTE_MS);
    return () => window.clearInterval(timer);
  }, []);
  return serverNow();
}

/** What has happened to the ticket, oldest first, and what comes next. */
export function Timeline({ ticket }: { ticket: TrackedTicket }) {
  const now = useNow();
  const last = ticket.timeline.length - 1;
  return (
    <ol class="mt-6" aria-label={t("track.progress")}>
      {ticket.timeline.map((event, index) => (
        <Reached key={`${index} ${event.at}`} event={event} current={index === last} now={now} />
      ))}
      <Point tone="neutral" mark="border-line border-dashed bg-card" line={false}>
        <p class="text-muted text-sm">{t("next")}</p>
        <p>{t(`next.${ticket.status}`)}</p>
      </Point>
    </ol>
  );
}

function Reached({ event, current, now }: { event: StatusAt; current: boolean; now: number }) {
  const exact = exactTime(event.at);
  const relative = timeAgo(event.at, now);
  return (
    <Point tone={STATUS_TONES[event.status]} mark="border-tone bg-tone" line current={current}>
      <p class={current ? "font-semibold text-lg text-tone" : ""}>{t(`status.${event.status}`)}</p>
      <p class="text-muted text-sm">
        <time dateTime={event.at}>{relative === exact ? exact : `${relative} · ${exact}`}</time>
      </p>
    </Point>
  );
}

interface PointProps {
  tone: Tone;
  /** How the dot looks. */
  mark: string;
  /** Whether the way goes on from here. */
  line: boolean;
  current?: boolean;
  children: ComponentChildren;
}

function Point({ tone, mark, line, current, children }: PointProps) {
  return (
    <li data-tone={tone} aria-current={current ? "step" : undefined} class="relative ps-8 pb-5 last:pb-0">
      {line && <span aria-hidden="true" class="absolute start-1.75 top-3 -bottom-1 border-line border-s-2" />}
      <span aria-hidden="true" class={`absolute start-0 top-1.5 size-4 rounded-full border-2 ${mark}`} />
      {children}
    </li>
  );
}
