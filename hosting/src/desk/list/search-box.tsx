import type { TargetedKeyboardEvent } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { SEARCH_MAX } from "../../shared/contract";
import { entered } from "../../shared/controls";
import { router } from "../address";
import type { Filters } from "../tickets/filters";
import { understood } from "../tickets/search-words";
import type { Tools } from "../tickets/use-desk";
import { readSearches, writeSearch } from "./searches";

const SEARCH_PAUSE_MS = 300;

/** Searches when typing pauses. Follows the filters when they change elsewhere: by the back button, by clearing them. */
export function SearchBox({ tools, filters }: { tools: Tools; filters: Filters }) {
  const [text, setText] = useState(filters.search);
  const timer = useRef<number | undefined>(undefined);
  const latest = useRef(filters);
  latest.current = filters;
  // What this box has searched for: that comes back as a filter while the agent may be typing on.
  const searched = useRef(filters.search);
  useEffect(() => {
    if (searched.current === filters.search) return;
    searched.current = filters.search;
    window.clearTimeout(timer.current);
    setText(filters.search);
  }, [filters.search]);
  useEffect(() => () => window.clearTimeout(timer.current), []);
  const look = (typed: string): void => {
    window.clearTimeout(timer.current);
    if (typed === latest.current.search) return;
    searched.current = typed;
    router.search({ ...latest.current, search: typed });
  };
  const type = (typed: string): void => {
    setText(typed);
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => look(typed), SEARCH_PAUSE_MS);
  };
  const lookFor = (words: string): void => {
    setText(words);
    look(words);
  };
  return <Box uid={tools.uid} text={text} onType={type} onEnter={() => enter(tools, text, latest.current, lookFor)} />;
}

/** With Enter, `priority:high` and the like become filters, and what was looked for is kept. */
function enter(tools: Tools, text: string, filters: Filters, lookFor: (words: string) => void): void {
  const { words, filters: meant } = understood(text, tools.team.state.agents);
  if (words) writeSearch(tools.uid, words);
  if (Object.keys(meant).length === 0) lookFor(words);
  else router.filter({ ...filters, queue: "", sort: "", ...meant, search: words });
}

interface BoxProps {
  uid: string;
  text: string;
  onType: (text: string) => void;
  onEnter: () => void;
}

function Box({ uid, text, onType, onEnter }: BoxProps) {
  const [recent, setRecent] = useState<string[]>([]);
  const act = (event: TargetedKeyboardEvent<HTMLInputElement>): void => {
    if (event.key === "Enter" && !event.isComposing) onEnter();
  };
  return (
    <>
      <input
        type="search"
        class="control min-h-9 min-w-0 grow py-1 text-sm"
        aria-label="Search"
        placeholder="Search words, people, is:open"
        title="from: is: assignee: tag: priority: and Enter become filters"
        list="recent-searches"
        maxLength={SEARCH_MAX}
        value={text}
        onFocus={() => setRecent(readSearches(uid))}
        onInput={(event) => onType(entered(event))}
        onKeyDown={act}
      />
      <datalist id="recent-searches">
        {recent.map((it) => (
          <option key={it} value={it} />
        ))}
      </datalist>
    </>
  );
}
