import { beforeAll, test } from '@jest/globals';

/** Long enough for a busy machine. */
const PATIENCE = 180_000;

/**
 * Defines tests that run at the same time: on a cluster, most of their time is waiting.
 *
 * Jest's own concurrent tests cannot import modules, which `psy` does.
 */
export function sideBySide(trials: Readonly<Record<string, () => Promise<void>>>): void {
  // Each psy run listens to signals; Node takes more than ten listeners for a leak.
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
