import { expect, test } from '@jest/globals';
import { commandOutput, type SystemMessages } from '../src/command-output.ts';

const MESSAGES: SystemMessages = {
  name: 'Grid',
  unheard: /timed out/,
  hints: [[/no such queue/, 'Name another queue.']],
};
const failed = (stderr: string) => ({ exitCode: 1, stdout: '', stderr });

test('the output of a command that succeeded is returned', () => {
  const answer = { exitCode: 0, stdout: '12', stderr: 'timed out' };
  expect(commandOutput('qsub', answer, MESSAGES)).toBe('12');
});

test('a command that failed has the hint for its message', () => {
  expect(() => commandOutput('qsub', failed('no such queue x'), MESSAGES)).toThrow(
    'qsub failed with exit code 1: no such queue x. Name another queue.',
  );
});

test('a request that may have arrived is no failure', () => {
  expect(() => commandOutput('qsub', failed('timed out'), MESSAGES)).toThrow(
    expect.objectContaining({ code: 'PSYRUN_SCHEDULER_NO_ANSWER' }),
  );
});
