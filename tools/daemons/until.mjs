import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Waits up to half a minute, because the machine may be busy.
 *
 * @param {string} what
 * @param {() => boolean} condition
 */
export async function until(what, condition) {
  const deadline = Date.now() + 30_000;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error(`Waited for ${what} in vain: see the folder log.`);
    await sleep(20);
  }
}
