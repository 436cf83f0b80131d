import {
  appendFileSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { Ledger } from '../../src/ledger/ledger.ts';

let folder: string;
let file: string;
let ledger: Ledger;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'psyrun-ledger-'));
  file = join(folder, 'ledger');
  ledger = new Ledger(file);
});
afterEach(() => rmSync(folder, { recursive: true }));

test('there are no submissions before the first', async () => {
  expect(await ledger.entries()).toEqual([]);
});

test('an intent is on disk before the receipt', async () => {
  const id = await ledger.intend({ name: 'circle:process', indices: [0, 2], scheduler: 'slurm' });
  const [entry] = await new Ledger(file).entries();
  expect(entry).toMatchObject({ id, name: 'circle:process', indices: [0, 2], scheduler: 'slurm' });
  expect(entry).not.toHaveProperty('job');
  expect(entry!.by.pid).toBe(process.pid);
});

test('a receipt adds the id of the job to its intent', async () => {
  const first = await ledger.intend({ name: 'a', scheduler: 'slurm' });
  const second = await ledger.intend({ name: 'b', scheduler: 'slurm' });
  await ledger.receive(second, '12');
  await ledger.receive(first, '11');
  expect((await ledger.entries()).map(({ name, job }) => [name, job])).toEqual([
    ['a', '11'],
    ['b', '12'],
  ]);
});

test('whatever byte a crash cuts at, complete entries stay and the next is readable', async () => {
  const id = await ledger.intend({ name: 'a', scheduler: 'slurm' });
  const before = readFileSync(file).length;
  await ledger.receive(id, '11');
  const whole = readFileSync(file);
  for (let length = before; length < whole.length; length++) {
    writeFileSync(file, whole);
    truncateSync(file, length);
    expect((await ledger.entries()).map(({ name }) => name)).toEqual(['a']);
    await ledger.intend({ name: 'b', scheduler: 'slurm' });
    expect((await ledger.entries()).map(({ name }) => name)).toEqual(['a', 'b']);
  }
});

test('damage that no crash explains is an error', async () => {
  appendFileSync(file, '\nnot JSON');
  await ledger.intend({ name: 'a', scheduler: 'slurm' });
  await expect(ledger.entries()).rejects.toMatchObject({ code: 'PSYRUN_RUN_CORRUPT' });
});
