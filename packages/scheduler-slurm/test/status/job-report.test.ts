import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readReport, statuses } from '../../src/status/job-report.ts';

/** Output of Slurm 22.05 for `squeue -h -o '%i|%T|%r'`, with and without -r. */
const PRINTED = `109_[2-4%2]|PENDING|JobArrayTaskLimit
109_0|RUNNING|None
114_[0-2]|PENDING|Dependency
121_[1-9:4]|PENDING|JobHeldUser
113|RUNNING|None
187|PENDING|launch failed requeued held`;

const stateOf = (id: string) => statuses([id], readReport(PRINTED)).get(id);

test('reads all the printed forms of arrays', () => {
  expect(stateOf('109_3')).toEqual({ id: '109_3', state: 'queued', reason: 'JobArrayTaskLimit' });
  expect(stateOf('109_0')?.state).toBe('running');
  expect(stateOf('114_2')?.state).toBe('waiting');
  expect([stateOf('121_5')?.state, stateOf('121_6')?.state]).toEqual(['queued', 'unknown']);
  expect(stateOf('187')?.state).toBe('failed');
});

test('an array has the state of its job that has progressed least', () => {
  const together = (...states: string[]) =>
    statuses(['7'], readReport(states.map((state, i) => `7_${i}|${state}|None`).join('\n'))).get(
      '7',
    )?.state;
  expect(together('COMPLETED', 'RUNNING', 'PENDING')).toBe('running');
  expect(together('COMPLETED', 'FAILED', 'PENDING')).toBe('queued');
  expect(together('COMPLETED', 'FAILED')).toBe('failed');
  expect(together('COMPLETED', 'COMPLETED')).toBe('done');
  expect(together('COMPLETED', 'POLISHED')).toBe('unknown');
});

test('several jobs of one array have one state', () => {
  const report = readReport('7_0|COMPLETED|None\n8_0|RUNNING|None');
  expect(statuses(['7,8+1000'], report).get('7,8+1000')?.state).toBe('running');
  expect(statuses(['7,8+1000_0'], report).get('7,8+1000_0')?.state).toBe('done');
});

test('a job without a line is unknown, and similar numbers do not match it', () => {
  const report = readReport('71|RUNNING|None\n7_1|RUNNING|None');
  expect(statuses(['1', '7_11', '17'], report)).toEqual(
    new Map(['1', '7_11', '17'].map((id) => [id, { id, state: 'unknown' }])),
  );
});

test('a truncated list counts as the whole array', () => {
  const report = readReport('122_[1,4,9,16,25,...]|PENDING|Priority');
  expect(statuses(['122'], report).get('122')?.state).toBe('queued');
});

describe('any output of squeue', () => {
  test('can be read without an error', () => {
    const line = fc.stringMatching(/^[\d_[\]|%,:\-A-Za-z ;.\n]{0,60}$/);
    fc.assert(
      fc.property(fc.array(fc.oneof(line, fc.string()), { maxLength: 20 }), (lines) => {
        expect(readReport(lines.join('\n'))).toBeInstanceOf(Map);
      }),
      { numRuns: 500 },
    );
  });

  test('gives the same result with other lines in between', () => {
    const noise = fc.string().filter((text) => readReport(text).size === 0);
    fc.assert(
      fc.property(fc.array(noise, { minLength: 7, maxLength: 7 }), (between) => {
        const lines = PRINTED.split('\n').flatMap((line, i) => [between[i]!, line]);
        expect(readReport(lines.join('\n'))).toEqual(readReport(PRINTED));
      }),
    );
  });

  test('gives every task of an array, in ranges or one by one', () => {
    const indices = fc.uniqueArray(fc.nat(999), { minLength: 1, maxLength: 50 });
    fc.assert(
      fc.property(indices, fc.boolean(), (some, together) => {
        const text = together
          ? `5_[${some.join()}%3]|PENDING|Priority`
          : some.map((index) => `5_${index}|PENDING|Priority`).join('\n');
        const ids = some.map((index) => `5_${index}`);
        const states = [...statuses(ids, readReport(text)).values()].map(({ state }) => state);
        expect(states).toEqual(some.map(() => 'queued'));
      }),
    );
  });
});

test('an array is stuck if one of its jobs is, when the others have ended', () => {
  const report = readReport('7_0|FAILED|NonZeroExitCode\n7_1|PENDING|BadConstraints');
  expect(statuses(['7'], report).get('7')).toMatchObject({ reason: 'BadConstraints', stuck: true });
});
