import { expect, test } from '@jest/globals';
import { PsyrunError } from '@psyrun/core';
import type { RowOutcome } from '../../src/row/outcome.ts';
import { recorded } from '../../src/row/recorded.ts';

const DONE: RowOutcome = { kind: 'done', index: 3, row: { x: 1, y: 2 }, startedAt: 5, duration: 6 };
const parameters = () => ({ x: 1 });

/** Refuses the first record. */
function refusing(error: Error) {
  const records: RowOutcome[] = [];
  let isFirst = true;
  const append = (outcome: RowOutcome) => {
    if (isFirst) {
      isFirst = false;
      throw error;
    }
    records.push(outcome);
  };
  return { records, append };
}

test('a result that the journal refuses is recorded as a failure, with the parameters alone', () => {
  const { records, append } = refusing(new PsyrunError('PSYRUN_RESULT_VALUE', 'It cannot.'));
  const outcome = recorded(DONE, parameters, append);
  expect(outcome).toMatchObject({
    ...{ kind: 'failed', index: 3, startedAt: 5, duration: 6, row: { x: 1 } },
    error: { reason: 'refused', code: 'PSYRUN_RESULT_VALUE', message: 'It cannot.' },
  });
  expect(records).toEqual([outcome]);
});

test('another error of the journal is passed on', () => {
  const { append } = refusing(new PsyrunError('PSYRUN_JOURNAL_WRITE', 'The disk is full.'));
  expect(() => recorded(DONE, parameters, append)).toThrow('The disk is full.');
});
