import { expect, test } from '@jest/globals';
import { text } from '../src/option-values.ts';
import { smallerThrottle, submissionArgs } from '../src/submission-args.ts';

const TABLE = { queue: { flag: '-q', value: text } };
const args = (given: object) => submissionArgs(TABLE, { ...given }, 't:process', 'qsub', ['nCpus']);

test('parts the arguments', () => {
  const given = { queue: (job: string) => job, throttle: '2', extra: ['-r', 'n'], nCpus: 4 };
  expect(args(given)).toEqual({
    options: { queue: 't:process' },
    own: { nCpus: 4 },
    throttle: 2,
    extra: ['-r', 'n'],
  });
});

test.each([
  [{ throttle: 0 }, 'an integer above 0'],
  [{ extra: '-r n' }, 'a list of options of qsub, each a string'],
  [{ extra: [''] }, 'a list of options of qsub, each a string'],
  [{ queu: 'x' }, 'Did you mean queue?'],
])('%j is refused', (given, words) => {
  expect(() => args(given)).toThrow(words);
});

test('the smaller throttle counts', () => {
  expect([smallerThrottle(3, undefined, 2), smallerThrottle(undefined)]).toEqual([2, undefined]);
});
