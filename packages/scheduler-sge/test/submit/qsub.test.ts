import { describe, expect, test } from '@jest/globals';
import type { Submission } from '@psyrun/core';
import { qsubArgs, qsubScript, readQsubAnswer } from '../../src/submit/qsub.ts';

const job: Submission = {
  argv: ['node', 'job file.json', '%a'],
  log: '/work/t:%a.log',
  name: 't:process',
  dependsOn: [],
  evenIfFailed: false,
  args: {},
  tag: 'f00d',
};
const FIXED = '-terse|-C||-S|/bin/sh|-V|-N|t.process~f00d|-j|y|-o|/dev/null|-wd|/'.split('|');
const options = (args: Submission['args']) => qsubArgs({ ...job, args }, []).slice(FIXED.length);

test('a submission has fixed options, and those of the task', () => {
  expect(qsubArgs(job, [])).toEqual(FIXED);
  const args = {
    timelimit: '1h',
    memory: '2G',
    resources: { gpu: 1, exclusive: true },
    queue: ['all.q', 'long.q'],
    nCpus: 4,
    parallelEnvironment: 'smp',
    reserve: true,
    extra: ['-r', 'n'],
  };
  expect(options(args).join(' ')).toBe(
    '-l s_rt=3540 -l h_rt=3600 -l h_vmem=2G -l gpu=1,exclusive -q all.q,long.q -R y -pe smp 4 -r n',
  );
});

test('a short job gets no warning', () => {
  expect(options({ timelimit: '9m' })).toEqual(['-l', 'h_rt=540']);
});

test('an array is one range, with a throttle, and waits', () => {
  const array = { indices: [0, 1, 2], throttle: 2 };
  expect(qsubArgs(job, ['7', '8'], array).slice(FIXED.length).join(' ')).toBe(
    '-t 1-3 -tc 2 -hold_jid 7,8',
  );
  expect(qsubScript(job, [], array)).toContain('index=$((SGE_TASK_ID - 1))');
  const gaps = { indices: [0, 5], throttle: undefined };
  expect(qsubArgs(job, [], gaps).slice(FIXED.length)).toEqual(['-t', '1-2']);
});

describe('refused', () => {
  test.each([
    [{ nCpus: 4 }, 'parallelEnvironment'],
    [{ nCpus: 0 }, 'an integer above 0'],
    [{ resources: [] }, 'an object such as'],
    [{ timelimit: 'soon' }, 'a time such as 15m'],
    [{ partition: 'x' }, 'There is no scheduler argument partition'],
  ])('%j', (args, words) => {
    expect(() => options(args)).toThrow(words);
  });
});

test('the number is read behind the greetings of a site', () => {
  expect(readQsubAnswer('Welcome!\n12.1-5:1\n')).toBe('12');
  expect(readQsubAnswer('3')).toBe('3');
  expect(() => readQsubAnswer('Welcome 2 you')).toThrow('did not say the number of the job');
});
