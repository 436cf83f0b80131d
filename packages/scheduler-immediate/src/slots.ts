/** Calls `action` for each item, for at most `slots` items at the same time. */
export async function forEachInSlots<T>(
  items: readonly T[],
  slots: number,
  action: (item: T) => Promise<void>,
): Promise<void> {
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < items.length) await action(items[next++]!);
  };
  await Promise.all(Array.from({ length: slots }, work));
}
