import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { openJournal } from '@psyrun/journal';
import { scanRecords } from '../../src/index.ts';
import { newFolder } from '../fixtures.ts';

const file = () => join(newFolder(), '0.journal');

test.each<[string, (path: string) => void]>([
  ['a folder', (path) => mkdirSync(path)],
  ['a link to itself', (path) => symlinkSync(path, path)],
])(
  '%s in the place of a journal is one damaged part, and is said to be no file',
  async (_, make) => {
    const path = file();
    make(path);
    const { damaged, problem } = await scanRecords(path, () => undefined);
    expect(damaged).toHaveLength(1);
    expect(problem).toContain(`${path} is not a file.`);
    expect(problem).toMatch(/ \[PSYRUN_FILE_READ\]$/);
  },
);

test('a file that is no journal is damaged from its first byte to its last', async () => {
  const path = file();
  writeFileSync(path, 'no journal at all');
  const { damaged, problem } = await scanRecords(path, () => undefined);
  expect(damaged).toEqual([{ from: 0, to: 17 }]);
  expect(problem).toContain('17 bytes cannot be read (0 to 17)');
});

test('a sound journal has no problem, and a damaged record is told by its bytes', async () => {
  const path = file();
  const journal = await openJournal(path, {});
  const common = { kind: 'done', attempt: 1, startedAt: 0, duration: 1 } as const;
  for (const index of [0, 1]) journal.append({ ...common, index, row: { x: index } });
  await journal.close();
  const offsets: number[] = [];
  const { problem } = await scanRecords(path, ({ offset }) => offsets.push(offset));
  expect(problem).toBeUndefined();
  const bytes = readFileSync(path);
  bytes[offsets[0]! + 12]! ^= 1;
  writeFileSync(path, bytes);
  const damaged = await scanRecords(path, () => undefined);
  expect(damaged.damaged).toEqual([{ from: offsets[0], to: offsets[1] }]);
  expect(damaged.problem).toContain(`(${offsets[0]!} to ${offsets[1]!}) [PSYRUN_JOURNAL_CORRUPT]`);
});
