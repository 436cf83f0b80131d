import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { openJournal, scanJournal, type RowUsage } from '../src/index.ts';
import { done, failed, recordsOf, temporaryFolder } from './records.ts';

const folder = temporaryFolder();

/** A journal of a done and a failed row that a version without usage and classes wrote. */
const EARLIER =
  'cHN5cnVuIGpvdXJuYWwgMQoJAAAAHInRNQCBo3J1bqJyMScAAAAom53jAQAAAAAAAAhAAQAAAJPPAAABi8/laADLP/gAAAAAAACCoXgCoXkEPgAAAJMyxgsCAAAAAAAAEEACAAAAlM8AAAGLz+VoAQKBoXgDg6RuYW1loUWnbWVzc2FnZaJub6ZyZWFzb26nY3Jhc2hlZA==';

const MEASURED: readonly RowUsage[] = [
  { cpu: 1.25, memory: 300 * 2 ** 20, isShared: true },
  { cpu: 0, memory: 2 ** 41, isShared: false },
  { memory: 1024, isShared: false },
  { cpu: 3_600_000.001, isShared: true },
];

test('what rows have used is recorded with them, also beside an error', async () => {
  const records = [
    ...MEASURED.map((usage, i) => ({ ...done(i), usage })),
    // A value that the fast decoder leaves to the other one.
    ...MEASURED.map((usage, i) => ({ ...done(i, { x: [1, 2] }), usage })),
    ...MEASURED.map((usage, i) => ({ ...failed(i), usage })),
    done(9),
    failed(10),
  ];
  const journal = await openJournal(join(folder, 'usage'), {});
  for (const record of records) journal.append(record);
  await journal.close();
  expect(await recordsOf(journal.file)).toEqual(records);
  const read: unknown[] = [];
  await scanJournal(journal.file, (_, { usage }) => read.push(usage()));
  expect(read).toEqual([...MEASURED, ...MEASURED, ...MEASURED, undefined, undefined]);
});

test('journals of earlier versions are read, and the class of a failure follows from its reason', async () => {
  const file = join(folder, 'earlier');
  writeFileSync(file, Buffer.from(EARLIER, 'base64'));
  const times = { startedAt: 1_700_000_000_000, duration: 1.5 };
  expect(await recordsOf(file)).toEqual([
    { kind: 'done', index: 3, attempt: 1, ...times, row: { x: 2, y: 4 } },
    {
      ...{ kind: 'failed', index: 4, attempt: 2, startedAt: 1_700_000_000_001, duration: 2 },
      row: { x: 3 },
      error: { name: 'E', message: 'no', reason: 'crashed' },
    },
  ]);
  const classes: unknown[] = [];
  await scanJournal(file, ({ kind }, { error, usage }) => {
    classes.push(usage(), ...(kind === 'failed' ? [error().class] : []));
  });
  expect(classes).toEqual([undefined, undefined, 'unknown']);
});
