import { useEffect, useRef, useState } from "preact/hooks";
import { t } from "../shared/i18n";
import { type Known, newReplies } from "./conversation";
import { stateText } from "./state";

/** Most characters of a message that are said by themselves; all of it stands in the conversation. */
const SAID = 200;

/** What has changed by itself, in a sentence that screen readers say; it is not seen. */
export function News({ known }: { known: Known }) {
  const [news, setNews] = useState("");
  const before = useRef(known);
  useEffect(() => {
    const replies = newReplies(before.current, known);
    const state = stateText(known);
    const said = replies.map(({ author, text }) =>
      t("talk.answered", { name: author ?? "", text: [...text].slice(0, SAID).join("") }),
    );
    if (replies.length > 0) setNews(said.join(" "));
    else if (state !== stateText(before.current)) setNews(state);
    before.current = known;
  }, [known]);
  return (
    <p role="status" class="sr-only">
      {news}
    </p>
  );
}
