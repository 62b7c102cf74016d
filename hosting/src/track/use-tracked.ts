import { useCallback, useEffect, useState } from "preact/hooks";
import type { TrackedTicket } from "../shared/contract";
import { isStatus } from "../shared/errors";
import { trackTicket } from "../shared/public-api";
import { parseLink } from "./link";

export type Tracked =
  | { phase: "loading" }
  | { phase: "found"; ticket: TrackedTicket }
  | { phase: "wrong link" }
  | { phase: "failed"; error: unknown };

async function look(fragment: string): Promise<Tracked> {
  const link = parseLink(fragment);
  if (!link) return { phase: "wrong link" };
  try {
    return { phase: "found", ticket: await trackTicket(link.id, link.token) };
  } catch (error) {
    return isStatus(error, 404) ? { phase: "wrong link" } : { phase: "failed", error };
  }
}

/** The ticket of the link in the address bar, and a function that looks again. */
export function useTracked(): [Tracked, () => void] {
  const [tracked, setTracked] = useState<Tracked>({ phase: "loading" });
  const [visit, setVisit] = useState(0);
  const again = useCallback(() => setVisit((before) => before + 1), []);

  useEffect(() => {
    window.addEventListener("hashchange", again);
    return () => window.removeEventListener("hashchange", again);
  }, [again]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a visit is not read, it says that it is time to look again.
  useEffect(() => {
    let current = true;
    void look(window.location.hash).then((found) => {
      if (current) setTracked(found);
    });
    return () => {
      current = false;
    };
  }, [visit]);

  return [tracked, again];
}
