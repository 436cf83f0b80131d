/**
 * Calls `work` for the numbers from 0 to `count` − 1 in order, `lanes` of them at the same time.
 * `work` receives its lane, counted from 0; no other call is in the same lane meanwhile.
 *
 * After a failure no further call begins. The promise rejects with the first failure when the calls
 * that have begun have ended: none of them goes on when the test is over.
 */
export async function inLanes(
  lanes: number,
  count: number,
  work: (index: number, lane: number) => Promise<void>,
): Promise<void> {
  const failures: unknown[] = [];
  let next = 0;
  const run = async (_: unknown, lane: number): Promise<void> => {
    while (next < count && failures.length === 0) {
      try {
        await work(next++, lane);
      } catch (error) {
        failures.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: lanes }, run));
  if (failures.length > 0) throw failures[0];
}
