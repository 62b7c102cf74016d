import { useCallback, useEffect, useState } from "preact/hooks";
import { serverNow } from "../shared/clock";
import type { TrackedTicket } from "../shared/contract";
import { isStatus } from "../shared/errors";
import { trackTicket } from "../shared/public-api";
import { parseLink } from "./link";

export type Tracked =
  | { phase: "loading" }
  /** `at` is when it was so, an ISO time. */
  | { phase: "found"; ticket: TrackedTicket; at: string }
  /** The address is that of the page alone. */
  | { phase: "no link" }
  | { phase: "wrong link" }
  /** `ticket` is what this link showed before. */
  | { phase: "failed"; error: unknown; ticket?: TrackedTicket | undefined };

async function look(fragment: string): Promise<Tracked> {
  if (!fragment) return { phase: "no link" };
  const link = parseLink(fragment);
  if (!link) return { phase: "wrong link" };
  try {
    const ticket = await trackTicket(link.id, link.token);
    return { phase: "found", ticket, at: new Date(serverNow()).toISOString() };
  } catch (error) {
    return isStatus(error, 404) ? { phase: "wrong link" } : { phase: "failed", error };
  }
}

/** The ticket that can be shown. */
export function ticketOf(tracked: Tracked): TrackedTicket | undefined {
  return "ticket" in tracked ? tracked.ticket : undefined;
}

export interface Tracking {
  /** What was found last. */
  tracked: Tracked;
  /** Whether an answer is awaited right now. */
  looking: boolean;
  again: () => void;
}

/** The ticket of the link in the address bar. */
export function useTracked(): Tracking {
  const [tracked, setTracked] = useState<Tracked>({ phase: "loading" });
  const [looking, setLooking] = useState(true);
  const [visit, setVisit] = useState(0);
  const again = useCallback(() => setVisit((before) => before + 1), []);

  useEffect(() => {
    const another = (): void => {
      setTracked({ phase: "loading" });
      again();
    };
    window.addEventListener("hashchange", another);
    return () => window.removeEventListener("hashchange", another);
  }, [again]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a visit is not read, it says that it is time to look again.
  useEffect(() => {
    let current = true;
    setLooking(true);
    void look(window.location.hash).then((found) => {
      if (!current) return;
      setTracked((before) => (found.phase === "failed" ? { ...found, ticket: ticketOf(before) } : found));
      setLooking(false);
    });
    return () => {
      current = false;
    };
  }, [visit]);

  return { tracked, looking, again };
}
