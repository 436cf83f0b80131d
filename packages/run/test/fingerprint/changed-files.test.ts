import { expect, test } from '@jest/globals';
import { changedFiles } from '../../src/fingerprint/changed-files.ts';

const before = { 'task_t.ts': '1', '../lib.ts': '2', '../../data/in.csv': '3', '../b.csv': '4' };
const without = (name: string) =>
  Object.fromEntries(Object.entries(before).filter(([key]) => key !== name));

test.each<[string, Readonly<Record<string, string>>, string[]]>([
  ['the same', before, []],
  ['other content', { ...before, 'task_t.ts': '5' }, ['task_t.ts has changed.']],
  ['a missing file', { ...before, '../b.csv': 'missing' }, ['../b.csv is gone.']],
  ['a new file', { ...before, 'new.ts': '5' }, ['new.ts is new.']],
  [
    'a file that is not used any more',
    without('../lib.ts'),
    ['../lib.ts does not belong to the task any more.'],
  ],
  [
    'the project one folder deeper',
    { ...without('../../data/in.csv'), '../../../data/in.csv': '3' },
    [],
  ],
  [
    'one folder deeper, with other content',
    { ...without('../../data/in.csv'), '../../../data/in.csv': '5' },
    ['../../../data/in.csv has changed.'],
  ],
  [
    'two files that have exchanged their content',
    { ...before, '../../data/in.csv': '4', '../b.csv': '3' },
    ['../../data/in.csv has changed.', '../b.csv has changed.'],
  ],
  [
    'two copies of a file instead of one',
    { ...without('../lib.ts'), 'a.ts': '2', 'b.ts': '2' },
    ['b.ts is new.'],
  ],
])('%s', (_what, now, changes) => {
  expect(changedFiles(before, now)).toEqual(changes);
});
