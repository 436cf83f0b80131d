import { expect, test } from '@jest/globals';
import { isComplete } from '../../src/pool/complete-report.ts';
import type { ReportMessage } from '../../src/worker/messages.ts';

const error = { name: 'Error', message: 'no', reason: 'threw' } as const;
const report: ReportMessage = {
  kind: 'report',
  rows: [4, 5],
  startedAt: [0, 0],
  durations: [1, 1],
  added: [{ y: 1 }, null],
  errors: [null, error],
  excluded: [],
  memory: 1e6,
};

test('a report with a result or an error of each row is complete', () => {
  expect(isComplete(report)).toBe(true);
});

test.each<[string, Partial<ReportMessage>]>([
  ['without results', { added: [] }],
  ['without times', { startedAt: [], durations: [] }],
  ['with neither result nor error of a row', { errors: [null, null] }],
  ['with both of a row', { errors: [error, error] }],
])('a report %s is not', (_, spoiled) => {
  expect(isComplete({ ...report, ...spoiled })).toBe(false);
});
