import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import * as v from 'valibot';
import { readDocument, writeDocument } from '../../src/documents/document-file.ts';
import type { DocumentKind } from '../../src/documents/document-kind.ts';
import { temporaryFolder } from '../temporary-folder.ts';

interface Note {
  readonly text: string;
  readonly rows: { readonly total: number };
}

const NOTE = v.strictObject({ text: v.string(), rows: v.strictObject({ total: v.number() }) });
const KIND: DocumentKind<Note> = {
  name: 'note',
  version: 2,
  schema: NOTE,
  first: { numbered: true, schema: NOTE },
  remedy: 'Write it again.',
};
const note = { text: 'naïve\n"😀"', rows: { total: 12 } };
const file = join(temporaryFolder(), 'note.json');
const refused = (message: string) => ({ code: 'PSYRUN_RUN_CORRUPT', message });

test('reads the written content; the file is JSON with format and version', async () => {
  await writeDocument(KIND, file, note);
  expect(await readDocument(KIND, file)).toEqual(note);
  const parsed: unknown = JSON.parse(readFileSync(file, 'utf8'));
  expect(parsed).toMatchObject({ format: 'psyrun-note', version: 2, ...note });
});

test('reading a missing file resolves to undefined', async () => {
  expect(await readDocument(KIND, `${file}.none`)).toBeUndefined();
});

test('any changed bit is detected', async () => {
  await writeDocument(KIND, file, note);
  const whole = readFileSync(file);
  for (let bit = 0; bit < 8 * whole.length; bit++) {
    const flipped = Buffer.from(whole);
    flipped[bit >> 3]! ^= 1 << (bit & 7);
    writeFileSync(file, flipped);
    await expect(readDocument(KIND, file)).rejects.toMatchObject({ code: 'PSYRUN_RUN_CORRUPT' });
  }
});

test('a truncated file is refused', async () => {
  await writeDocument(KIND, file, note);
  const whole = readFileSync(file);
  for (let length = 0; length < whole.length; length++) {
    writeFileSync(file, whole.subarray(0, length));
    await expect(readDocument(KIND, file)).rejects.toMatchObject({ code: 'PSYRUN_RUN_CORRUPT' });
  }
});

test('version 1, which has no checksum, is read by its own schema', async () => {
  writeFileSync(file, JSON.stringify({ format: 1, ...note }, undefined, 1));
  expect(await readDocument(KIND, file)).toEqual(note);
});

test.each([
  [
    '{"format":1,"text":"a","rows":{"total":"12"}}',
    'is damaged at rows.total: expected number but received "12"',
  ],
  [
    '{"format":1,"text":"a","rows":{}}',
    'is damaged at rows.total: expected "total" but received undefined',
  ],
  [
    '{"format":1,"text":"a","rows":{"total":1},"more":2}',
    'is damaged at more: expected never but received "more"',
  ],
  ['{"format":2,"text":"a","rows":{"total":1}}', 'is damaged at format: 2'],
  ['{}', 'is damaged at format: undefined'],
  ['[]', 'is damaged: expected an object'],
  ['null', 'is damaged: expected an object'],
  ['', 'is empty'],
])('the error for %s names the place', async (content, what) => {
  writeFileSync(file, content);
  const read = readDocument(KIND, file);
  await expect(read).rejects.toMatchObject(refused(`${file} ${what}. Write it again.`));
});

test('the error for a file of another kind names that kind', async () => {
  await writeDocument({ ...KIND, name: 'letter' }, file, note);
  const read = readDocument(KIND, file);
  const what = 'is a psyrun-letter, expected a psyrun-note';
  await expect(read).rejects.toMatchObject(refused(`${file} ${what}. Write it again.`));
});

test('the error for a file of a newer psyrun says so', async () => {
  await writeDocument({ ...KIND, version: 3 }, file, note);
  await expect(readDocument(KIND, file)).rejects.toMatchObject(
    refused(
      `${file} is of version 3, expected 2. ` +
        'Another version of psyrun wrote it: use that one, or a newer one.',
    ),
  );
});

test.each<[string, () => void]>([
  ['a folder', () => mkdirSync(file)],
  ['a link to itself', () => symlinkSync(file, file)],
  ['a pipe', () => execFileSync('mkfifo', [file])],
])('%s is refused without waiting', async (_, make) => {
  rmSync(file, { recursive: true, force: true });
  make();
  const read = readDocument(KIND, file);
  await expect(read).rejects.toMatchObject(refused(`${file} is not a file. Write it again.`));
  rmSync(file, { recursive: true });
});

test('a link to a file is followed', async () => {
  await writeDocument(KIND, `${file}.target`, note);
  symlinkSync(`${file}.target`, file);
  expect(await readDocument(KIND, file)).toEqual(note);
});
