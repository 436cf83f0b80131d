import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { Ledger, ledgerRemedy } from '../../src/ledger/ledger.ts';

let folder: string;
let file: string;
let ledger: Ledger;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'psyrun-ledger-'));
  file = join(folder, 'ledger');
  ledger = new Ledger(file);
});
afterEach(() => rmSync(folder, { recursive: true }));

test('a new ledger has no submissions', async () => {
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

test('after a crash at any byte, complete entries stay and new entries can be read', async () => {
  const id = await ledger.intend({ name: 'a', scheduler: 'slurm' });
  const before = readFileSync(file).length;
  const size = readFileSync(`${file}.size`);
  await ledger.receive(id, '11');
  const whole = readFileSync(file);
  for (let length = before; length < whole.length; length++) {
    writeFileSync(file, whole);
    truncateSync(file, length);
    writeFileSync(`${file}.size`, size); // It is written behind the line.
    expect((await ledger.entries()).map(({ name }) => name)).toEqual(['a']);
    await ledger.intend({ name: 'b', scheduler: 'slurm' });
    expect((await ledger.entries()).map(({ name }) => name)).toEqual(['a', 'b']);
  }
});

test('the error for a damage that no crash can cause names the line', async () => {
  await ledger.intend({ name: 'a', scheduler: 'slurm' });
  appendFileSync(file, 'not JSON');
  await ledger.intend({ name: 'b', scheduler: 'slurm' });
  await expect(ledger.entries()).rejects.toMatchObject({
    code: 'PSYRUN_RUN_CORRUPT',
    message: `${file} is damaged: it has no version and checksum (line 3). ${ledgerRemedy(file)}`,
  });
});

test('any changed bit is detected', async () => {
  const id = await ledger.intend({ name: 'a', scheduler: 'slurm' });
  await ledger.receive(id, '11');
  const whole = readFileSync(file);
  for (let bit = 0; bit < 8 * whole.length; bit++) {
    const flipped = Buffer.from(whole);
    flipped[bit >> 3]! ^= 1 << (bit & 7);
    writeFileSync(file, flipped);
    await expect(ledger.entries()).rejects.toMatchObject({ code: 'PSYRUN_RUN_CORRUPT' });
  }
});

const by = { host: 'h', pid: 7, started: null };
const intent = {
  event: 'intent',
  id: '1',
  name: 'a',
  scheduler: 'slurm',
  by,
  time: '2026-01-01T00:00:00.000Z',
};

test('lines of version 1 are read, and new lines have checksums', async () => {
  writeFileSync(
    file,
    `\n${JSON.stringify(intent)}\n{"event":"rec\n{"event":"receipt","id":"1","job":"5"}`,
  );
  await ledger.intend({ name: 'b', scheduler: 'slurm' });
  const entries = await ledger.entries();
  expect(entries.map(({ name, job }) => [name, job])).toEqual([
    ['a', '5'],
    ['b', undefined],
  ]);
});

test('a line of version 1 without a process is damaged', async () => {
  writeFileSync(file, JSON.stringify({ ...intent, by: { ...by, pid: -1 } }));
  const damage = 'ledger is damaged at by.pid: expected >=1 but received -1 (line 1).';
  await expect(ledger.entries()).rejects.toThrow(damage);
});

test.each<[string, (file: string) => void]>([
  ['is gone', (lost) => rmSync(lost)],
  ['is empty', (lost) => truncateSync(lost)],
  [
    'was cut between two lines',
    (lost) => truncateSync(lost, readFileSync(lost).indexOf('\n\n') + 1),
  ],
])('a ledger that %s is an error until it is removed as the error says', async (_, lose) => {
  const id = await ledger.intend({ name: 'a', scheduler: 'slurm' });
  await ledger.receive(id, '11');
  lose(file);
  await expect(ledger.entries()).rejects.toThrow(`${file} has lost its end: it has `);
  await expect(ledger.intend({ name: 'b', scheduler: 'slurm' })).rejects.toThrow('lost its end');
  execFileSync('sh', ['-c', ledgerRemedy(file).split(': ').at(-1)!]);
  expect(await ledger.entries()).toEqual([]);
});

test.each<[string, (size: string) => void]>([
  ['gone', (size) => rmSync(size)],
  ['changed', (size) => writeFileSync(size, readFileSync(size, 'utf8').replace('0', '9'))],
  ['a folder', (size) => (rmSync(size), mkdirSync(size))],
  ['a pipe', (size) => (rmSync(size), execFileSync('mkfifo', [size]))],
])('the size of a ledger proves nothing if it is %s', async (_, damage) => {
  const id = await ledger.intend({ name: 'a', scheduler: 'slurm' });
  damage(`${file}.size`);
  await ledger.receive(id, '11');
  expect((await ledger.entries()).map(({ job }) => job)).toEqual(['11']);
});
