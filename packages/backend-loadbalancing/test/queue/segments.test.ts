import { expect, test } from '@jest/globals';
import type { Board } from '../../src/board/board.ts';
import { NoticeReader } from '../../src/board/notice-reader.ts';
import { MACHINE_TIME } from '../../src/board/timing.ts';
import { Segments } from '../../src/queue/segments.ts';

/** Returns the segments of a queue of ten rows. All notices are readable. */
function segmentsOf(notices: Record<string, object>): Segments {
  const read = async (name: string) => JSON.stringify(notices[name]);
  const board = {
    read,
    names: async () => [],
    place: (name: string) => name,
  } as Partial<Board> as Board;
  return new Segments(new NoticeReader(board, MACHINE_TIME), [[0, 10]]);
}

const notices = {
  'claim-base-0': { start: 0, stop: 4, worker: '1' },
  'claim-base-1': { start: 4, stop: 6, worker: '2' },
  'claim-base-2': { start: 6, stop: 9, worker: '3' },
  'done-3': { claims: ['claim-base-2'] },
  'return-2-0': { claims: ['claim-base-1'], rows: [[5, 6]] },
};
const first = { name: 'claim-base-0', worker: '1', rows: [[0, 4]] };

test('claims are open unless they are finished or returned', async () => {
  expect(await segmentsOf(notices).openClaims(Object.keys(notices))).toEqual([first]);
});

test('finds a claim that is not listed by a later claim', async () => {
  const listed = Object.keys(notices).filter((name) => name !== 'claim-base-0');
  expect(await segmentsOf(notices).openClaims(listed)).toEqual([first]);
});

test('returned rows are claimed before the initial queue', async () => {
  const unclaimed = await segmentsOf(notices).unclaimed(Object.keys(notices));
  expect(unclaimed.map(([{ name }, { position }]) => [name, position])).toEqual([
    ['return-2-0', 0],
    ['base', 9],
  ]);
});

test('the frontier moves behind a claim that a worker found, whatever is listed later', async () => {
  const segments = segmentsOf(notices);
  const [[base] = []] = await segments.unclaimed([]);
  expect(await segments.behind(base!, 0)).toEqual({ claims: 1, position: 4 });
  expect((await segments.unclaimed([]))[0]![1]).toEqual({ claims: 1, position: 4 });
});
