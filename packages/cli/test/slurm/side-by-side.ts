import { beforeAll, test } from '@jest/globals';

/** A timeout that is long enough for a busy machine. */
const PATIENCE = 180_000;

/**
 * Defines tests that run at the same time, because most of their time is waiting for a cluster.
 *
 * Jest's own concurrent tests cannot import modules, which `psy` does.
 */
export function sideBySide(trials: Readonly<Record<string, () => Promise<void>>>): void {
  // Each psy run listens to signals. Node reports a leak for more than ten listeners.
  process.setMaxListeners(2 * Object.keys(trials).length);
  const failures = new Map<string, unknown>();
  beforeAll(async () => {
    const run = async ([name, trial]: [string, () => Promise<void>]) =>
      trial().catch((error: unknown) => failures.set(name, error));
    await Promise.all(Object.entries(trials).map(run));
  }, PATIENCE);
  test.each(Object.keys(trials))('%s', (name) => {
    if (failures.has(name)) throw failures.get(name);
  });
}
