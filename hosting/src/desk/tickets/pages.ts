/** What belongs to one ticket and is read page by page, newest first: its changes, its messages. */

import { explain } from "../ui/explain";
import { Store } from "../ui/store";

export interface Page<Item> {
  results: Item[];
  next_cursor: string | null;
}

/** As far as it was read. */
export interface Known<Item> {
  /** Newest first; null before the first answer. */
  items: Item[] | null;
  /** Where it goes on; null at its end. */
  nextCursor: string | null;
  failure: string | null;
  busy: boolean;
}

type Read<Item> = Pick<Known<Item>, "items" | "nextCursor">;

/**
 * The newest page on top of what is known; `key` is the field that numbers the items. Where something may be missing
 * between the two, the older is dropped.
 */
export function onTop<Item extends object>(page: Page<Item>, known: Read<Item>, key: keyof Item): Read<Item> {
  const [first] = known.items ?? [];
  const [top] = page.results;
  const last = page.results.at(-1);
  // It was on its way when a newer one was put there.
  if (first && !(top && top[key] >= first[key])) return known;
  const meets = first !== undefined && page.results.some((it) => it[key] === first[key]);
  if (!last || !meets) return { items: page.results, nextCursor: page.next_cursor };
  const older = known.items?.filter((it) => it[key] < last[key]) ?? [];
  const items = [...page.results, ...older];
  return { items, nextCursor: older.length > 0 ? known.nextCursor : page.next_cursor };
}

export class NewestFirst<Item extends object> extends Store<Known<Item>> {
  /** Readings wait for each other, so that none undoes what another has added. */
  private reading: Promise<void> = Promise.resolve();

  constructor(
    private readonly page: (cursor: string | null) => Promise<Page<Item>>,
    /** The field that numbers the items. */
    private readonly key: keyof Item,
  ) {
    super({ items: null, nextCursor: null, failure: null, busy: true });
  }

  /** The newest ones, on top of what is known. */
  refresh(): Promise<void> {
    return this.read(async () => onTop(await this.page(null), this.state, this.key));
  }

  more(): Promise<void> {
    return this.read(async () => {
      const { items, nextCursor } = this.state;
      if (nextCursor === null) return { items, nextCursor };
      const { results, next_cursor } = await this.page(nextCursor);
      return { items: [...(this.state.items ?? []), ...results], nextCursor: next_cursor };
    });
  }

  /** One that an answer has brought: new, or in the place of what it was. */
  put(item: Item): void {
    const { key } = this;
    const others = (this.state.items ?? []).filter((it) => it[key] !== item[key]);
    const items = [...others, item].sort((one, other) => (one[key] < other[key] ? 1 : -1));
    this.set({ ...this.state, items });
  }

  private read(task: () => Promise<Read<Item>>): Promise<void> {
    this.reading = this.reading.then(async () => {
      this.set({ ...this.state, busy: true });
      try {
        this.set({ ...(await task()), failure: null, busy: false });
      } catch (error) {
        this.set({ ...this.state, failure: explain(error), busy: false });
      }
    });
    return this.reading;
  }
}
