import { afterEach, expect, jest, test } from '@jest/globals';
import { fileURLToPath } from 'node:url';
import { gone, newMark } from '../../marked-processes.ts';
import { runProgram } from './run-program.ts';

jest.setTimeout(60_000);

const PROGRAM = fileURLToPath(new URL('../../fixtures/reads-ahead.mjs', import.meta.url));
const ROWS = Array.from({ length: 500 }, (_, x) => ({ x, last: x === 499 }));

let mark = newMark();
afterEach(async () => {
  await gone(mark);
  mark = newMark();
});

test('a program with a queue gets the next short rows before it has reported the others', async () => {
  const evaluator = { program: { argv: [process.execPath, PROGRAM] } };
  const outcomes = await runProgram(ROWS, { mark, evaluator });
  expect(outcomes.map(({ row }) => row['y'])).toEqual(ROWS.map(({ x }) => x * x));
});

test('rows that it gives back are not those that were on their way', async () => {
  const evaluator = { program: { argv: [process.execPath, PROGRAM] }, load: { back: true } };
  const outcomes = await runProgram(ROWS, { mark, evaluator });
  expect(outcomes.map(({ row }) => row['y'])).toEqual(ROWS.map(({ x }) => x * x));
});
