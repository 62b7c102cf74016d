import { t } from "../shared/i18n";
import { OtherWays, PublicFrame } from "../shared/public-frame";
import { start } from "../shared/start";

function MissingPage() {
  return (
    <PublicFrame>
      <h1 class="heading">{t("missing.name")}</h1>
      <p class="mt-3 text-muted">{t("missing.text")}</p>
      <p class="mt-6">
        <a class="link" href="/">
          {t("report")}
        </a>
      </p>
      <OtherWays />
    </PublicFrame>
  );
}

void start(MissingPage, "missing.name");
