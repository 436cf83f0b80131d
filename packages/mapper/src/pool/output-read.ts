import { setImmediate as nextTurn } from 'node:timers/promises';

/**
 * Resolves when all has been read that workers printed before their last message. Their writes are
 * synchronous, so it is in the pipes by then, and a turn of the event loop empties every pipe; the
 * message may come in the same turn as the output, so it takes a second one.
 */
export async function outputRead(): Promise<void> {
  await nextTurn();
  await nextTurn();
}
