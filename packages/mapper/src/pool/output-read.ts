import { setImmediate as nextTurn } from 'node:timers/promises';

/**
 * Resolves when all output that workers wrote before their last message has been read. They write
 * synchronously, so the output is in the pipes by then, and a turn of the event loop empties every
 * pipe. The message may come in the same turn as the output, so a second turn is needed.
 */
export async function outputRead(): Promise<void> {
  await nextTurn();
  await nextTurn();
}
