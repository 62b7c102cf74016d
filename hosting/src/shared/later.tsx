import { type ComponentType, h } from "preact";
import { useEffect, useState } from "preact/hooks";
import { t } from "./i18n";

interface LaterProps<Props extends object> {
  /** Loads the part; always the same function. */
  load: () => Promise<ComponentType<Props>>;
  props: Props;
  /** What stands there where the part does not come. */
  otherwise: ComponentType<Props>;
}

/** A part of the page that is loaded where it is needed. */
export function Later<Props extends object>({ load, props, otherwise }: LaterProps<Props>) {
  const [shown, setShown] = useState<ComponentType<Props> | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is loaded once
  useEffect(() => {
    const show = (part: ComponentType<Props>): void => setShown(() => part);
    load().then(show, () => show(otherwise));
  }, [load]);
  return shown && h(shown as ComponentType<object>, props);
}

/** Said on the public pages where a part of them does not come: a deployment has replaced it, or there is no connection. */
export function NotLoaded() {
  return (
    <p role="alert" data-tone="danger" class="complaint">
      {t("part.lost")}
    </p>
  );
}
