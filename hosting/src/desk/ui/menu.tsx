import type { ComponentChildren, TargetedKeyboardEvent } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { entered } from "../../shared/controls";
import { type Asked, type Choice, chooser, narrowed } from "./chooser";
import { useStore } from "./store";

/** The menu of every choice on the desk: a field that narrows it down, and what fits. */
export function Menu() {
  const asked = useStore(chooser);
  return asked && <Choosing key={asked.label} {...asked} />;
}

/** More than these need the field; else a phone's keyboard would only cover them. */
const SHORT = 8;
const GAP_PX = 4;

/** Below the anchor where there is room, else above it; within the window. */
function place(menu: HTMLElement, anchor: Element, centred = false): void {
  const { left, right, top, bottom } = anchor.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = menu;
  const start = centred ? (left + right - width) / 2 : left;
  const below = bottom + GAP_PX + height <= window.innerHeight;
  menu.style.left = `${Math.max(GAP_PX, Math.min(start, window.innerWidth - width - GAP_PX))}px`;
  menu.style.top = `${Math.max(GAP_PX, below ? bottom + GAP_PX : Math.min(top, window.innerHeight) - height - GAP_PX)}px`;
}

function fitting({ choices, make }: Asked, text: string): Choice[] {
  const found = narrowed(choices, text);
  const wanted = text.trim();
  const made = wanted && !choices.some(({ label }) => label === wanted) ? make?.(wanted) : null;
  return made ? [...found, made] : found;
}

function Choosing(asked: Asked) {
  const { label, chosen, anchor, centred } = asked;
  const menu = useRef<HTMLDivElement>(null);
  const [text, setText] = useState("");
  const found = fitting(asked, text);
  const first = Math.max(0, text === "" ? found.findIndex(({ value }) => chosen.includes(value)) : 0);
  const [moved, setMoved] = useState<number | null>(null);
  const at = Math.min(moved ?? first, found.length - 1);
  usePlace(menu, anchor, centred);
  const narrow = (typed: string): void => {
    setText(typed);
    setMoved(null);
  };
  return (
    <div
      ref={menu}
      popover="manual"
      class="card fixed m-0 w-64 max-w-[calc(100vw-0.5rem)] overflow-clip p-1 text-ink text-sm shadow-lg"
    >
      <Narrowing
        label={label}
        text={text}
        at={at}
        short={asked.choices.length <= SHORT && !asked.make}
        onType={narrow}
        onKeyDown={(event) => act(event, found, at, setMoved)}
      />
      <Choices label={label} found={found} at={at} chosen={chosen} />
    </div>
  );
}

/** Opens it, in a layer above everything; it closes when its place moves away. */
function usePlace(menu: { current: HTMLElement | null }, anchor: Element, centred?: boolean): void {
  useLayoutEffect(() => {
    const it = menu.current;
    if (!it) return;
    it.showPopover();
    place(it, anchor, centred);
    it.querySelector("input")?.focus({ preventScroll: true });
  }, [menu, anchor, centred]);
  useEffect(() => {
    const close = (): void => chooser.close(true);
    window.addEventListener("resize", close);
    return () => window.removeEventListener("resize", close);
  }, []);
}

function act(
  event: TargetedKeyboardEvent<HTMLElement>,
  found: Choice[],
  at: number,
  moveTo: (place: number) => void,
): void {
  if (event.isComposing) return;
  const moves: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };
  const step = moves[event.key];
  if (step !== undefined) moveTo((at + step + found.length) % Math.max(1, found.length));
  else if (event.key === "Escape" || event.key === "Tab") chooser.close(true);
  else if (event.key === "Enter") {
    const choice = found[at];
    if (choice) chooser.choose(choice.value);
  } else return;
  event.preventDefault();
}

interface NarrowingProps {
  label: string;
  text: string;
  at: number;
  short: boolean;
  onType: (text: string) => void;
  onKeyDown: (event: TargetedKeyboardEvent<HTMLElement>) => void;
}

function Narrowing({ label, text, at, short, onType, onKeyDown }: NarrowingProps) {
  return (
    <input
      type="text"
      role="combobox"
      aria-label={label}
      aria-expanded="true"
      aria-controls="choices"
      aria-autocomplete="list"
      aria-activedescendant={at >= 0 ? `choice-${at}` : undefined}
      autocomplete="off"
      autocapitalize="none"
      spellcheck={false}
      inputMode={short ? "none" : "text"}
      placeholder={label}
      class="mb-1 block min-h-9 w-full border-line border-b bg-card px-2 outline-none placeholder:text-muted"
      value={text}
      onInput={(event) => onType(entered(event))}
      onKeyDown={onKeyDown}
      onBlur={() => chooser.close(false)}
    />
  );
}

interface ChoicesProps {
  label: string;
  found: Choice[];
  at: number;
  chosen: readonly string[];
}

function Choices({ label, found, at, chosen }: ChoicesProps) {
  return (
    <>
      {/* Half a line is cut off where there are more. */}
      <div id="choices" role="listbox" tabIndex={-1} aria-label={label} class="max-h-76 overflow-y-auto">
        {found.map((choice, place) => (
          <Option key={choice.value} place={place} choice={choice} active={place === at} chosen={chosen} />
        ))}
      </div>
      {found.length === 0 && <p class="px-2 py-1.5 text-muted">Nothing fits.</p>}
    </>
  );
}

interface OptionProps extends Pick<ChoicesProps, "chosen"> {
  place: number;
  choice: Choice;
  active: boolean;
}

function Option({ place, choice: { value, label, mark }, active, chosen }: OptionProps) {
  const isChosen = chosen.includes(value);
  const option = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (active) option.current?.scrollIntoView({ block: "nearest" });
  }, [active]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the focus, and the keys
    <div
      ref={option}
      id={`choice-${place}`}
      role="option"
      tabIndex={-1}
      aria-selected={isChosen}
      class={`flex min-h-8 cursor-pointer items-center gap-2 rounded-md px-2 py-1 hover:bg-page pointer-coarse:min-h-11 ${active ? "bg-suggest" : ""}`}
      onPointerDown={(event) => event.preventDefault()}
      onClick={() => chooser.choose(value)}
    >
      {mark}
      <span class="min-w-0 grow [overflow-wrap:anywhere]">{label}</span>
      {isChosen && <Check />}
    </div>
  );
}

function Check(): ComponentChildren {
  return (
    <svg aria-hidden="true" viewBox="0 0 16 16" class="size-4 shrink-0 fill-none stroke-2 stroke-current">
      <path d="m3 8.5 3.5 3.5L13 4.5" />
    </svg>
  );
}
