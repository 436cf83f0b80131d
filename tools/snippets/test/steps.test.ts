import { expect, test } from '@jest/globals';
import { stepsOf } from '../documents/steps.ts';

const steps = (language: string, lines: string[], info = '') =>
  stepsOf({ file: 'a.md', line: 10, language, info, lines });

test('each command of a console has the output below it; the code is that of the last', () => {
  expect(steps('console', ['$ psy list', 'a', 'b', '$ psy run \\', '> nope'], 'exit=2')).toEqual([
    { kind: 'type', command: 'psy list', output: 'a\nb', exitCode: 0, line: 10 },
    { kind: 'type', command: 'psy run \\\nnope', output: '', exitCode: 2, line: 13 },
  ]);
});

test('a command without shown output must print nothing', () => {
  expect(steps('console', ['$ true'])).toMatchObject([{ output: '' }]);
});

test('sh is typed as a whole, and its output is not compared', () => {
  expect(steps('sh', ['cd a', 'psy run'])).toEqual([
    { kind: 'type', command: 'cd a\npsy run', output: undefined, exitCode: 0, line: 10 },
  ]);
});

test.each([
  ['ts', '// psy-tasks/task_a.ts', 'psy-tasks/task_a.ts'],
  ['python', '# model.py', 'model.py'],
])('%s with a path in its first line is a file', (language, first, path) => {
  expect(steps(language, [first, 'x = 1'])).toEqual([
    { kind: 'write', path, content: `${first}\nx = 1\n`, line: 10 },
  ]);
});

test('expected values of Python are assertions', () => {
  const [step] = steps('python', ['x = 2', 'x + 1  # => 3']);
  expect(step).toMatchObject({
    command:
      "python3 -W ignore - <<'END_OF_BLOCK'\nx = 2\nassert (x + 1) == (3), (x + 1)\nEND_OF_BLOCK",
  });
});

test('ignores blocks with no-run and other languages', () => {
  expect(steps('sh', ['rm -rf /'], 'no-run')).toEqual([]);
  expect(steps('text', ['$ psy list'])).toEqual([]);
  expect(steps('ts', ["import 'psyrun';"])).toEqual([]);
});

test('text before the first command is a mistake', () => {
  expect(() => steps('console', ['psy list'])).toThrow('Line 10 belongs to no command.');
});
