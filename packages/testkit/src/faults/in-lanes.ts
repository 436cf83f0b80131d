/**
 * Calls `work` for the numbers from 0 to `count` − 1 in order, `lanes` of them at the same time.
 * `work` receives its lane, counted from 0; no other call is in the same lane meanwhile.
 */
export async function inLanes(
  lanes: number,
  count: number,
  work: (index: number, lane: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  const run = async (_: unknown, lane: number): Promise<void> => {
    while (next < count) await work(next++, lane);
  };
  await Promise.all(Array.from({ length: lanes }, run));
}
