/** Does the task for every item, at most `limit` at a time and in their order; fails with the first that fails. */
export async function inParallel<Item>(
  items: Item[],
  limit: number,
  task: (item: Item) => Promise<void>,
): Promise<void> {
  const waiting = items.values();
  const work = async (): Promise<void> => {
    // One iterator for all workers: each takes the next item.
    for (const item of waiting) await task(item);
  };
  await Promise.all(Array.from({ length: limit }, work));
}
