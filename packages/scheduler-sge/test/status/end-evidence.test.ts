import { expect, test } from '@jest/globals';
import { withFailure } from '../../src/status/end-evidence.ts';

test('the reason of a job tells the class of its failure, or nothing does', () => {
  const reasons = [
    ...['Eqw', 'Ehqw', 'before job', 'assumedly before job', 'in prolog'],
    ...['opening input/output file', 'searching requested shell'],
    ...['signal: Segv', 'signal: Killed', 'LIMIT', 'exit status 3', 'no exit status'],
  ];
  const classes = reasons.map(
    (reason) => withFailure({ id: '7', state: 'failed', reason }).failure,
  );
  expect(classes).toEqual([
    ...Array<string>(7).fill('notStarted'),
    ...['signal', 'unknown', 'unknown', 'unknown', 'unknown'],
  ]);
  expect(withFailure({ id: '7', state: 'failed' }).failure).toBe('unknown');
});

test('a job that has not failed has no class', () => {
  for (const state of ['done', 'running', 'unknown'] as const) {
    expect(withFailure({ id: '7', state, reason: 'r' })).toEqual({ id: '7', state, reason: 'r' });
  }
});
