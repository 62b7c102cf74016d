import { exactTime, timeAgo, timeUntil } from "../../shared/format";
import { useNow } from "./clock";
import { ageText } from "./duration";

/** "5 minutes ago", which stays true while one looks at it; the exact time on hover. */
export function RelativeTime({ at }: { at: string }) {
  return (
    <time dateTime={at} title={exactTime(at)}>
      {timeAgo(at, useNow())}
    </time>
  );
}

/** "in 5 minutes", likewise. */
export function TimeUntil({ at }: { at: string }) {
  return (
    <time dateTime={at} title={exactTime(at)}>
      {timeUntil(at, useNow())}
    </time>
  );
}

/** Both, where there is room. */
export function FullTime({ at }: { at: string }) {
  const now = useNow();
  const exact = exactTime(at);
  const relative = timeAgo(at, now);
  return (
    <time dateTime={at}>
      {exact}
      {relative !== exact && <span class="text-muted"> ({relative})</span>}
    </time>
  );
}

/** "5 min", for the narrow place in a list; the exact time on hover. */
export function Age({ at }: { at: string }) {
  const now = useNow();
  return (
    <time dateTime={at} title={exactTime(at)}>
      {ageText((now - Date.parse(at)) / 1000)}
    </time>
  );
}
