import type { ComponentChildren } from "preact";
import { PageFrame } from "../../shared/controls";

interface DeskFrameProps {
  wide?: boolean;
  aside?: ComponentChildren;
  children: ComponentChildren;
}

/** The frame of every page of the desk. Its name leads to the whole list; on the public pages it leads to the form. */
export function DeskFrame(props: DeskFrameProps) {
  return <PageFrame {...props} name="Support desk" home="/desk" />;
}
