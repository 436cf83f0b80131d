import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { openJournal } from '../../src/open-journal.ts';
import { scanJournal } from '../../src/read-journal.ts';
import { salvageJournal } from '../../src/damage/salvage-journal.ts';
import { done, entriesOf, temporaryFolder } from '../records.ts';

const folder = temporaryFolder();

test('the salvaged journal has the readable records, and no session that is not proven', async () => {
  const journal = await openJournal(join(folder, 'whole'), { job: 'a' });
  for (let i = 0; i < 4; i++) journal.append(done(i));
  await journal.close();
  const bytes = readFileSync(journal.file);
  let at = 17;
  for (let frame = 0; frame < 2; frame++) at += 8 + bytes.readUInt32LE(at);
  bytes[at]! ^= 1;
  writeFileSync(journal.file, bytes);
  const salvaged = join(folder, 'salvaged');
  await salvageJournal(journal.file, salvaged);
  expect(await entriesOf(salvaged)).toEqual([
    { session: { job: 'a' }, record: done(0) },
    { session: {}, record: done(2) },
    { session: {}, record: done(3) },
  ]);
  expect(await scanJournal(salvaged, () => undefined)).toMatchObject({ damaged: [], tail: 0 });
  expect(readFileSync(journal.file).equals(bytes)).toBe(true);
});

test('a file that is no journal is refused', async () => {
  const file = join(folder, 'other');
  writeFileSync(file, 'radius,area\n0.5,0.2\n');
  await expect(salvageJournal(file, join(folder, 'none'))).rejects.toMatchObject({
    code: 'PSYRUN_FILE_FORMAT',
  });
});
