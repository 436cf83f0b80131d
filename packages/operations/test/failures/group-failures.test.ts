import { expect, test } from '@jest/globals';
import type { ErrorDetails } from '@psyrun/core';
import type { FailedRecord } from '@psyrun/journal';
import { groupFailures } from '../../src/failures/group-failures.ts';

const failed = (index: number, error: Partial<ErrorDetails>): FailedRecord => ({
  ...{ kind: 'failed', index, attempt: 1, startedAt: 0, duration: 1, row: {} },
  error: { name: 'TypeError', message: `fetch ${index} failed`, reason: 'threw', ...error },
});
const because = (message: string): ErrorDetails => ({
  ...{ name: 'Error', message, code: 'E', stack: `Error: ${message}\n    at f (${message})` },
});

test('rows with different causes are different groups, numbers aside', () => {
  const groups = groupFailures([
    failed(0, { cause: because('refused by 10.0.0.1') }),
    failed(1, { cause: because('timed out') }),
    failed(2, { cause: because('refused by 10.0.0.2') }),
    failed(3, { errors: [because('timed out')] }),
    failed(4, {}),
  ]);
  expect(groups.map(({ records }) => records.map(({ index }) => index))).toEqual([
    [0, 2],
    [1],
    [3],
    [4],
  ]);
});

test('a group has the causes without stacks', () => {
  const [group] = groupFailures([failed(0, { cause: because('refused'), stack: 'at g' })]);
  expect(group?.error).toEqual({
    ...{ name: 'TypeError', message: 'fetch 0 failed' },
    cause: { name: 'Error', message: 'refused', code: 'E' },
  });
});
