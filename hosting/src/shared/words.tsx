/** What a person wrote: its lines as they are, each in its own direction, and web addresses as links. Never as HTML. */

import type { ComponentChildren } from "preact";
import { linked } from "./linked";

interface WordsProps {
  text: string;
  /** How text is drawn that is no address; as it is, unless said otherwise. */
  draw?: (text: string) => ComponentChildren;
}

export function Words({ text, draw = (it) => it }: WordsProps) {
  return (
    <p class="written">
      {linked(text).map(({ text, link }, place) =>
        link ? (
          <a key={place} class="link" dir="ltr" href={text} target="_blank" rel="noopener">
            {text}
          </a>
        ) : (
          draw(text)
        ),
      )}
    </p>
  );
}
