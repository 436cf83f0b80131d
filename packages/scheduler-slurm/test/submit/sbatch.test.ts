import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import type { SchedulerArgs, Submission } from '@psyrun/core';
import { readSbatchAnswer, sbatchArgs, throttleOf } from '../../src/submit/sbatch.ts';
import { SLURM_OPTIONS } from '../../src/submit/slurm-options.ts';

const SCRIPTS = new URL('../../scripts/', import.meta.url).pathname;
const submission: Submission = {
  argv: ['/opt/my node/bin/node', '/work/psy-worker.js', '/work/circle:process.json', '%a'],
  log: '/work/circle:process:%a.log',
  name: 'circle:process',
  dependsOn: [],
  evenIfFailed: false,
  args: {},
  tag: 'f00d',
};
const withArgs = (args: SchedulerArgs) => sbatchArgs({ ...submission, args });

/** Returns the options that an argument adds to the call. */
function added(args: SchedulerArgs): string[] {
  const without = withArgs({});
  return withArgs(args).filter((arg) => !without.includes(arg));
}

describe('each argument as an option of sbatch', () => {
  const GOLDEN: Record<string, readonly [value: unknown, ...written: string[]]> = {
    timelimit: ['1h30m', '-t', '90'],
    memory: ['1G', '--mem=1G'],
    memoryPerCpu: ['500M', '--mem-per-cpu=500M'],
    nCpus: [4, '-c', '4'],
    nNodes: ['1-2', '-N', '1-2'],
    coresPerSocket: [2, '--cores-per-socket=2'],
    socketsPerNode: [2, '--sockets-per-node=2'],
    partition: [['main', 'short'], '-p', 'main,short'],
    account: ['def-me', '-A', 'def-me'],
    qos: ['high', '-q', 'high'],
    gres: ['gpu:v100:2', '--gres=gpu:v100:2'],
    gpus: [2, '--gpus=2'],
    constraint: ['skylake|broadwell', '-C', 'skylake|broadwell'],
    nodelist: [['n1', 'n[3-5]'], '-w', 'n1,n[3-5]'],
    exclude: ['n2', '-x', 'n2'],
    exclusive: [true, '--exclusive'],
    mailType: [['END', 'FAIL'], '--mail-type=END,FAIL'],
    mailUser: ['me@example.org', '--mail-user=me@example.org'],
    reservation: ['course', '--reservation=course'],
    licenses: ['matlab:1', '-L', 'matlab:1'],
    comment: ['first try', '--comment=first try psyrun:f00d'],
    extra: [['--nice=100', '--gpu-bind', 'closest'], '--nice=100', '--gpu-bind', 'closest'],
  };

  test.each(Object.entries(GOLDEN))('%s', (key, [value, ...written]) => {
    expect(added({ [key]: value })).toEqual(written);
  });

  test('no argument is missing', () => {
    const known = [...Object.keys(SLURM_OPTIONS), 'comment', 'extra'];
    expect(Object.keys(GOLDEN).sort()).toEqual(known.sort());
  });
});

describe('the whole call', () => {
  test('of a job', () => {
    const args = { timelimit: '1h', memory: '1G' };
    expect(sbatchArgs({ ...submission, log: '/work/50%/a.log', args })).toEqual([
      '--parsable',
      '--signal=B:USR1@60',
      ...['-t', '60'],
      '--mem=1G',
      ...['-o', '/work/50%%/a.log'],
      '--open-mode=append',
      ...['-J', 'circle:process'],
      '--comment=psyrun:f00d',
      `${SCRIPTS}job.sh`,
      ...submission.argv,
    ]);
  });

  test('of the second part of a throttled array that depends on jobs', () => {
    const part = { offset: 1000, size: 1000, tasks: [0, 1, 7], throttle: 5, after: '11' };
    const dependent = { ...submission, dependsOn: ['8', '9,10+1000'] };
    expect(sbatchArgs(dependent, part)).toEqual([
      '--parsable',
      '--signal=B:USR1@60',
      ...['-o', '/work/circle:process:1%3a.log'],
      '--open-mode=append',
      ...['-J', 'circle:process'],
      '--comment=psyrun:f00d+1000',
      '--array=0-1,7%5',
      ...['-d', 'afterok:8:9:10,afterany:11', '--kill-on-invalid-dep=yes'],
      `${SCRIPTS}array.sh`,
      '1000',
      ...submission.argv,
    ]);
  });

  test('of a job that runs after another, even if that failed', () => {
    const merge = sbatchArgs({ ...submission, dependsOn: ['8'], evenIfFailed: true });
    expect(merge[merge.indexOf('-d') + 1]).toBe('afterany:8');
  });

  test('the scripts exist and contain no value of a user', () => {
    expect(readFileSync(`${SCRIPTS}job.sh`, 'utf8')).toMatch(/^#!\/bin\/sh\n(#.*\n)+exec "\$@"\n$/);
    expect(readFileSync(`${SCRIPTS}array.sh`, 'utf8')).toMatch(/^#!\/bin\/sh\n/);
  });
});

test.each([
  ['9m', false],
  ['10m', true],
  ['UNLIMITED', true],
])('a job of %s gets a signal before its time limit: %s', (timelimit, warned) => {
  expect(withArgs({ timelimit }).includes('--signal=B:USR1@60')).toBe(warned);
});

describe('refuses before it calls Slurm', () => {
  test.each([
    [{ timelimit: '1 hour' }, /timelimit of job circle:process cannot be "1 hour"/],
    [{ time_limit: '1h' }, /Did you mean timelimit\?/],
    [{ n_cpus: 4 }, /Did you mean nCpus\?/],
    [{ comment: 'two\nlines' }, /a string of one line/],
    [{ comment: 7 }, /a string of one line/],
    [{ throttle: 0 }, /an integer above 0/],
    [{ extra: '--nice' }, /a list of options/],
    [{ extra: ['--nice', 1] }, /a list of options/],
  ])('%j', (args, message) => {
    expect(() => withArgs(args)).toThrow(
      expect.objectContaining({
        code: 'PSYRUN_SCHEDULER_ARGUMENT',
        message: expect.stringMatching(message),
      }),
    );
  });
});

test('of two throttles the smaller counts', () => {
  expect(throttleOf(submission)).toBeUndefined();
  expect(throttleOf({ ...submission, throttle: 7 })).toBe(7);
  expect(throttleOf({ ...submission, args: { throttle: '5' } })).toBe(5);
  expect(throttleOf({ ...submission, throttle: 7, args: { throttle: () => 9 } })).toBe(7);
});

describe('the answer of sbatch', () => {
  test.each([
    ['12', { job: '12' }],
    ['12;graham', { job: '12', cluster: 'graham' }],
    ['Welcome to graham, 42!\n12', { job: '12' }],
    ['12\n', { job: '12' }],
  ])('%j', (answer, expected) => {
    expect(readSbatchAnswer(answer)).toEqual(expected);
  });

  test.each(['', 'Submitted batch job 12', '12 jobs'])('%j contains no job', (answer) => {
    expect(() => readSbatchAnswer(answer)).toThrow(
      expect.objectContaining({ code: 'PSYRUN_SCHEDULER_NO_ANSWER' }),
    );
  });
});
