import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readReport as read, statuses as statusesIn } from '../../src/status/job-report.ts';
import type { JobReport } from '../../src/status/job-report.ts';

/** Reads lines of the id, state and reason. */
const readReport = (text: string) =>
  read(text.replace(/$/gm, '|2026-11-21T20:52:39|N/A|t|psyrun:f00d|'));
const statuses = (ids: readonly string[], report: JobReport) => {
  const all = [...statusesIn(ids, report, 'here')];
  return new Map(all.map(([id, { identity, name, ...status }]) => [id, status]));
};

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

describe('the identity of a job', () => {
  const line = (id: string, submitted: string, rest: string) =>
    `${id}|RUNNING|None|${submitted}|N/A|${rest}|`;
  const identityOf = (id: string, ...lines: string[]) =>
    statusesIn([id], read(lines.join('\n')), 'here').get(id);

  test('is its tag, its time of submission, and the name, whatever else these hold', () => {
    const whose = identityOf('7', line('7', '2026-11-21T20:52:39', 'a|b|try | 1 psyrun:f00d'));
    const submitted = '2026-11-21T20:52:39Z';
    expect(whose).toMatchObject({ identity: { system: 'here', submitted, tag: 'f00d' } });
    expect(identityOf('7', line('7', '2026-11-21T20:52:39', 't psyrun:no|(null)'))).toMatchObject({
      name: 't psyrun:no',
      identity: { system: 'here', submitted },
    });
  });

  test('of an array is that of its first submission, whatever was requeued', () => {
    const lines = [
      line('7_0', '2026-11-22T00:00:00', 't|psyrun:f00d'),
      line('7_1', '2026-11-21T00:00:00', 't|psyrun:f00d'),
    ];
    for (const id of ['7', '7_0', '7_9']) {
      expect(identityOf(id, ...lines)?.identity?.submitted).toBe('2026-11-21T00:00:00Z');
    }
  });

  test('of an array in parts is that of the part that is another job', () => {
    const lines = ['7', '8'].map((job, i) => line(job, 'N/A', `t|psyrun:${i}`));
    expect(identityOf('7,8+1000', ...lines)?.identity?.tag).toBe('1');
  });

  test('of a job without a line is the system alone', () => {
    expect(identityOf('7')).toEqual({ id: '7', state: 'unknown', identity: { system: 'here' } });
  });
});

test('a line that was cut short is not read', () => {
  const line = '7|COMPLETED|None|2026-11-21T20:52:39|N/A|t|psyrun:f00d|';
  for (let length = 0; length < line.length - 1; length++) {
    // Between the bars of the name and the comment the states are whole.
    const [state] = [...read(line.slice(0, length)).values()];
    expect(state?.state ?? 'done').toBe('done');
  }
  expect(read(line.slice(0, 12)).size).toBe(0);
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
  expect(together('COMPLETED', 'POLISHED')).toBe('running');
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
