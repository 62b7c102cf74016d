import { useEffect, useRef } from "preact/hooks";
import { router } from "../address";

/** A page's heading. It gets the focus when the page was reached from another one, where the focus was. */
export function Heading({ text }: { text: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (router.moved) heading.current?.focus();
  }, []);
  return (
    <h1 ref={heading} tabIndex={-1} class="heading">
      {text}
    </h1>
  );
}
