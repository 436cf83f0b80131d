import { expect, test } from '@jest/globals';
import type { Board } from '../../src/board/board.ts';
import { MACHINE_TIME } from '../../src/board/timing.ts';
import { Queue } from '../../src/queue/queue.ts';

/** A board on which all see each notice at once. */
function sharedBoard(): Board {
  const notices = new Map<string, string>();
  return {
    post: async (name, content) => {
      if (notices.has(name)) return false;
      notices.set(name, content);
      return true;
    },
    read: async (name) => notices.get(name),
    place: (name) => name,
    names: async () => [...notices.keys()],
    touch: async () => undefined,
    mark: async () => 1,
  };
}

test('a worker returns rows of several segments, whose names and rows are in another order', async () => {
  const board = sharedBoard();
  const queueOf = (worker: string) =>
    new Queue({
      ...{ board, worker, rows: [[0, 4]] },
      recordedBy: async () => new Set<number>(),
      timing: MACHINE_TIME,
    });
  const two = () => 2;
  const [second, tenth, fifth] = [queueOf('2'), queueOf('10'), queueOf('5')];
  expect([await second.claim(two), await tenth.claim(two)]).toEqual([[[0, 2]], [[2, 4]]]);
  await second.giveBack();
  await tenth.giveBack();
  expect([await fifth.claim(two), await fifth.claim(two)]).toEqual([[[2, 4]], [[0, 2]]]);
  await fifth.giveBack();
  expect(await queueOf('6').claim(() => 4)).toEqual([[0, 4]]);
});
