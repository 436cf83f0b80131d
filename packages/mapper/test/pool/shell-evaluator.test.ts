import { expect, jest, test } from '@jest/globals';
import { gone, newMark } from '../marked-processes.ts';
import { indexed, isFailed, outcomesOf, withPool } from '../pool-run.ts';

jest.setTimeout(30_000);

test('a shell script as evaluator: results, crashes and timeouts are like those of any other', async () => {
  const mark = newMark();
  const evaluator = {
    module: new URL('../fixtures/shell-evaluator.js', import.meta.url).href,
    export: 'shellEvaluator',
  };
  const rows = indexed(Array.from({ length: 12 }, (_, x) => ({ x })));
  const outcomes = await withPool('', { evaluator, env: () => mark }, (pool) =>
    outcomesOf(pool, rows, { timeout: 1500 }),
  );
  await gone(mark);
  expect(outcomes.filter(isFailed).map(({ index, error }) => [index, error.reason])).toEqual([
    [7, 'crashed'],
    [9, 'timeout'],
  ]);
  expect(outcomes[7]).toMatchObject({ error: { message: expect.stringMatching(/exit code 5/) } });
  expect(outcomes[11]!.row).toEqual({ x: 11, y: 121 });
});
