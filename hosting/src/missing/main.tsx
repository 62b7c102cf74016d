import { t } from "../shared/i18n";
import { Onward, OtherWays, PublicFrame } from "../shared/public-frame";
import { start } from "../shared/start";

function MissingPage() {
  return (
    <PublicFrame>
      <h1 class="heading">{t("missing.name")}</h1>
      <p class="mt-3 text-muted">{t("missing.text")}</p>
      <Onward href="/" name="report" />
      <OtherWays />
    </PublicFrame>
  );
}

void start(MissingPage, "missing.name");
