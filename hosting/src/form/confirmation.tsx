import { useEffect, useRef, useState } from "preact/hooks";
import { CopyButton } from "../shared/copy-button";
import { t } from "../shared/i18n";
import { forgetTicket, remember, remembered, statusLink } from "../shared/remembered";
import type { Receipt } from "./use-receipt";

export function Confirmation({ ticket }: { ticket: Receipt }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const { mailed } = ticket;
  return (
    <section aria-labelledby="confirmation" data-tone="success" class="card border-tone/40 p-4 sm:p-6">
      <h1 id="confirmation" ref={heading} tabIndex={-1} class="heading text-tone">
        {t("thanks.heading")}
      </h1>
      <dl class="mt-4">
        <dt class="text-muted text-sm">{t("thanks.reference")}</dt>
        <dd class="font-mono font-semibold text-lg">
          <bdi>{ticket.reference}</bdi>
        </dd>
      </dl>
      <h2 class="mt-4 font-semibold">{t("next")}</h2>
      <p class="mt-1">{t("thanks.next")}</p>
      <p class="mt-1">{mailed ? t("thanks.mailed", { email: `\u2068${mailed}\u2069` }) : t("thanks.keep")}</p>
      <StatusLink ticket={ticket} />
      <Remembering ticket={ticket} />
      <p class="mt-6">
        {/* A fresh visit; without its receipt, which a browser may keep for the same address. */}
        <a class="link" href="/" onClick={() => window.history.replaceState(null, "")}>
          {t("report.again")}
        </a>
      </p>
    </section>
  );
}

function StatusLink({ ticket }: { ticket: Receipt }) {
  const link = statusLink(ticket);
  const share = (): void => {
    // Who closes the sheet has decided; where sharing fails, the link can still be copied.
    navigator.share({ url: link }).catch(() => {});
  };
  return (
    <>
      <p class="mt-4 text-muted text-sm">{t("thanks.link")}</p>
      <p class="break-all font-mono text-sm" dir="ltr">
        {link}
      </p>
      <div class="mt-3 flex flex-wrap items-center gap-3">
        <a class="button button-primary" href={link}>
          {t("thanks.open")}
        </a>
        <CopyButton text={link} label={t("thanks.copy")} />
        {"share" in navigator && (
          <button type="button" class="button button-quiet" onClick={share}>
            {t("thanks.share")}
          </button>
        )}
      </div>
    </>
  );
}

/** Whether this device remembers the link, and the change of it: some computers are shared. */
function Remembering({ ticket }: { ticket: Receipt }) {
  const isKept = (): boolean => remembered().some(({ id }) => id === ticket.id);
  const [first] = useState(isKept);
  const [kept, setKept] = useState(first);
  const change = (): void => {
    if (kept) forgetTicket(ticket.id);
    else remember(ticket);
    setKept(isKept());
  };
  return (
    <>
      <p role="status" class="mt-4 text-muted text-sm">
        {t(kept ? "thanks.kept" : "thanks.notKept")}
      </p>
      {first && (
        <button type="button" class="button button-quiet button-small mt-2" onClick={change}>
          {t(kept ? "thanks.forget" : "thanks.remember")}
        </button>
      )}
    </>
  );
}
