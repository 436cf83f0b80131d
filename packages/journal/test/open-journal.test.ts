import { appendFileSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, jest, test } from '@jest/globals';
import { openJournal } from '../src/open-journal.ts';
import { done, entriesOf, failed, recordsOf, temporaryFolder } from './records.ts';

jest.setTimeout(30_000);

const folder = temporaryFolder();

async function journalOf(name: string, count: number): Promise<string> {
  const file = join(folder, name);
  const journal = await openJournal(file, { job: name });
  for (let i = 0; i < count; i++) journal.append(i % 3 === 2 ? failed(i) : done(i));
  await journal.close();
  return file;
}

test('records are read in order, with the session that wrote them', async () => {
  const file = await journalOf('order', 3);
  const again = await openJournal(file, { job: 'second' });
  again.append(done(9));
  await again.close();
  expect(await entriesOf(file)).toStrictEqual([
    { session: { job: 'order' }, record: done(0) },
    { session: { job: 'order' }, record: done(1) },
    { session: { job: 'order' }, record: failed(2) },
    { session: { job: 'second' }, record: done(9) },
  ]);
});

describe('an incomplete record at the end', () => {
  test('cut at every byte: complete records are kept, the rest is cut off and reported', async () => {
    const file = await journalOf('every-byte', 4);
    const whole = readFileSync(file);
    const ends = new Set<number>([0, 17]);
    for (let at = 17; at < whole.length; ends.add(at)) at += 8 + whole.readUInt32LE(at);
    for (let size = 0; size < whole.length; size++) {
      const torn = join(folder, 'torn');
      writeFileSync(torn, whole.subarray(0, size));
      const kept = await recordsOf(torn);
      const warnings: unknown[] = [];
      const journal = await openJournal(torn, {}, { onRecovered: (w) => warnings.push(w.fields) });
      journal.append(done(7));
      await journal.close();
      expect(await recordsOf(torn)).toStrictEqual([...kept, done(7)]);
      const end = Math.max(...[...ends].filter((offset) => offset <= size));
      expect(warnings).toEqual(end === size ? [] : [{ file: torn, bytes: size - end }]);
    }
  });

  test.each([
    ['zeros', Buffer.alloc(3000)],
    ['noise', Buffer.from(Array.from({ length: 3000 }, (_, i) => (i * 37) % 251))],
  ])('of %s', async (name, tail) => {
    const file = await journalOf(`tail-${name}`, 2);
    appendFileSync(file, tail);
    expect(await recordsOf(file)).toHaveLength(2);
    const journal = await openJournal(file, {});
    journal.append(done(2));
    await journal.close();
    expect(await recordsOf(file)).toHaveLength(3);
  });

  test('of a record of many megabytes', async () => {
    const file = join(folder, 'large');
    const journal = await openJournal(file, {});
    for (let i = 0; i < 3; i++)
      journal.append(done(i, { data: new Float64Array(400_000).fill(i) }));
    await journal.close();
    truncateSync(file, statSync(file).size - 1);
    const rows = await recordsOf(file);
    expect(rows.map(({ row }) => (row['data'] as Float64Array)[9])).toEqual([0, 1]);
  });
});

test('a record of megabytes behind damage is read', async () => {
  const file = join(folder, 'large-after');
  const journal = await openJournal(file, {});
  journal.append(done(0));
  const end = (await journal.flush(), statSync(file).size);
  journal.append(done(1, { data: new Uint8Array(3e6) }));
  await journal.close();
  const damaged = readFileSync(file);
  damaged[end - 1]! ^= 1;
  writeFileSync(file, damaged);
  expect((await recordsOf(file)).map(({ index }) => index)).toEqual([1]);
});

test.each(['psyrun journal 2\n', 'radius,area\n0.5,0.2\n'])(
  'a file that is not a journal of this version is refused: %p',
  async (content) => {
    const file = join(folder, 'other');
    writeFileSync(file, content);
    await expect(openJournal(file, {})).rejects.toMatchObject({ code: 'PSYRUN_FILE_FORMAT' });
    await expect(recordsOf(file)).rejects.toMatchObject({ code: 'PSYRUN_FILE_FORMAT' });
    expect(readFileSync(file, 'utf8')).toBe(content);
  },
);
