import { describe, expect, test } from '@jest/globals';
import type { Submission } from '@psyrun/core';
import { OPENPBS, TORQUE, type PbsDialect } from '../../src/dialect/dialects.ts';
import { qsubArgs, qsubScript, readQsubAnswer } from '../../src/submit/qsub.ts';

const job: Submission = {
  argv: ['node', 'job file.json', '%a'],
  log: '/work/t:%a.log',
  name: 't:process',
  dependsOn: [],
  evenIfFailed: false,
  args: { timelimit: '1h30m', nCpus: 4, memory: '2G', queue: 'workq', extra: ['-r', 'n'] },
  tag: 'f00d',
};
const array = { indices: [0, 1, 5], throttle: 2 };
const golden = (dialect: PbsDialect) =>
  qsubArgs(dialect, job, ['7.pbs', '8[].pbs'], array).join(' ');

test('the call of OpenPBS', () => {
  expect(golden(OPENPBS)).toBe(
    '-C  -S /bin/sh -V -v PSYRUN_TAG=f00d,PSYRUN_INDICES=0-1.5 -N t.process -j oe -o /dev/null ' +
      '-l walltime=01:30:00 -q workq -l select=1:ncpus=4:mem=2gb -J 0-2%2 ' +
      '-W depend=afterok:7.pbs:8[].pbs -r n',
  );
});

test('the call of Torque', () => {
  expect(golden(TORQUE)).toBe(
    '-C  -S /bin/sh -V -v PSYRUN_TAG=f00d,PSYRUN_INDICES=0-1.5 -N t.process -j oe -o /dev/null ' +
      '-l walltime=01:30:00 -q workq -l nodes=1:ppn=4 -l mem=2gb -t 0-2%2 ' +
      '-W depend=afterok:7.pbs:8[].pbs -r n',
  );
});

test('a job that may run after a failure waits for any end', () => {
  const merge = { ...job, evenIfFailed: true };
  expect(qsubArgs(OPENPBS, merge, ['7.pbs'])).toContain('depend=afterany:7.pbs');
});

test('an array of one job is a single job with its index', () => {
  const one = { indices: [3], throttle: undefined };
  expect(qsubArgs(OPENPBS, job, [], one)).not.toContain('-J');
  expect(qsubScript(OPENPBS, job, one)).toContain('\nindex=3\n');
});

test('the script computes the index of an array with gaps', () => {
  expect(qsubScript(TORQUE, job, array)).toContain(
    `index=$(echo 0 1 5 | cut -d' ' -f$((PBS_ARRAYID - 0 + 1)))`,
  );
});

describe('refused', () => {
  test.each([
    [{ memory: 'much' }, 'a size such as 500M'],
    [{ nCpus: 0 }, 'an integer above 0'],
    [{ resources: {} }, 'an object such as'],
    [{ partition: 'x' }, 'There is no scheduler argument partition'],
  ])('%j', (args, words) => {
    expect(() => qsubArgs(OPENPBS, { ...job, args }, [])).toThrow(words);
  });
});

test('the id is read behind the greetings of a site', () => {
  expect(readQsubAnswer('Welcome!\n12[].pbs-1.example.org\n')).toBe('12[].pbs-1.example.org');
  expect(() => readQsubAnswer('Welcome 2 you')).toThrow('did not say the id of the job');
});
