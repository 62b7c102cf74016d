/** What surrounds every public page. */

import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { entered, PageFrame } from "./controls";
import { choose, LANGUAGES, type Language, type MessageKey, spoken, t } from "./i18n";

export function PublicFrame({ children }: { children: ComponentChildren }) {
  return (
    <PageFrame name={t("brand")} aside={<LanguageChoice />}>
      {children}
    </PageFrame>
  );
}

function LanguageChoice() {
  const [failed, setFailed] = useState(false);
  const pick = (language: Language): void => {
    choose(language).then(
      () => setFailed(false),
      () => setFailed(true),
    );
  };
  return (
    <>
      <select
        class="control ms-auto w-auto"
        aria-label={t("language")}
        value={spoken()}
        onChange={(event) => pick(entered(event) as Language)}
      >
        {Object.entries(LANGUAGES).map(([language, name]) => (
          <option key={language} value={language} lang={language}>
            {name}
          </option>
        ))}
      </select>
      <p role="alert" data-tone="danger" class="w-full text-sm text-tone empty:hidden">
        {failed && t("languageFailed")}
      </p>
    </>
  );
}

/** The way to another page. */
export function Onward({ href, name }: { href: string; name: MessageKey }) {
  return (
    <p class="mt-6">
      <a class="link" href={href}>
        {t(name)}
      </a>
    </p>
  );
}

/** How else to reach support: what the operator entered when building the pages; "" when that was nothing. */
export function supportContact(): string {
  return document.body.dataset.contact ?? "";
}

/** The contact, to be followed at once where it is an address. */
export function Contact() {
  const { contactHref } = document.body.dataset;
  const contact = <bdi>{supportContact()}</bdi>;
  if (!contactHref) return contact;
  return (
    <a class="link" href={contactHref}>
      {contact}
    </a>
  );
}

/** The contact as the last line of a page; nothing where there is none. */
export function OtherWays() {
  if (!supportContact()) return null;
  return (
    <p class="mt-6 text-muted text-sm [overflow-wrap:anywhere]">
      {t("otherWays")} <Contact />
    </p>
  );
}
