import { useEffect, useRef } from "preact/hooks";
import { CopyButton } from "../shared/copy-button";
import { t } from "../shared/i18n";
import type { Receipt } from "./use-receipt";

/** The token travels in the fragment, which browsers send to no server and in no Referer. */
function statusLink(ticket: Receipt): string {
  return `${window.location.origin}/track#${ticket.id}.${ticket.tracking_token}`;
}

export function Confirmation({ ticket }: { ticket: Receipt }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const link = statusLink(ticket);
  return (
    <section aria-labelledby="confirmation" data-tone="success" class="card mb-10 border-tone/40 p-4 sm:p-6">
      <h2 id="confirmation" ref={heading} tabIndex={-1} class="font-semibold text-tone text-xl">
        {t("thanks.heading")}
      </h2>
      <dl class="mt-4 grid gap-4">
        <div>
          <dt class="text-muted text-sm">{t("thanks.reference")}</dt>
          <dd class="font-mono font-semibold text-lg">
            <bdi>{ticket.reference}</bdi>
          </dd>
        </div>
        <div>
          <dt class="text-muted text-sm">{t("thanks.link")}</dt>
          <dd class="mt-1">
            <a class="link break-all font-mono text-sm" dir="ltr" href={link}>
              {link}
            </a>
          </dd>
        </div>
      </dl>
      <CopyButton text={link} label={t("thanks.copy")} />
      <p class="mt-4 text-muted text-sm">{t("thanks.keep")}</p>
    </section>
  );
}
