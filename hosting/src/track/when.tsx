import { useEffect, useState } from "preact/hooks";
import { serverNow } from "../shared/clock";
import { exactTime, timeAgo } from "../shared/format";

const MINUTE_MS = 60_000;

/** A time, as "5 minutes ago" and, where there is room for it, exactly. It goes on by itself. */
export function When({ at, brief }: { at: string; brief?: boolean }) {
  const [, setNow] = useState(0);
  useEffect(() => {
    const timer = window.setInterval(() => setNow(serverNow()), MINUTE_MS);
    return () => window.clearInterval(timer);
  }, []);
  const exact = exactTime(at);
  const relative = timeAgo(at, serverNow());
  return (
    <time dateTime={at} title={exact}>
      {relative}
      {relative !== exact && <span class={brief ? "max-sm:hidden" : ""}> · {exact}</span>}
    </time>
  );
}
