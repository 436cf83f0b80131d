/**
 * Measures the journal compared with JSON lines, written to a file in groups and with one write for
 * every row.
 *
 * Run: node --conditions=@psyrun/source --import tsx bench/journal.ts
 */
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openJournal, readJournal, scanJournal } from '@psyrun/journal';
import { perRow, report } from './per-row.ts';

const folder = mkdtempSync(join(tmpdir(), 'psyrun-bench-'));
const file = join(folder, 'rows');

const scalars = (i: number) => ({ radius: i / 3, trial: i, area: Math.sqrt(i) });
const vectors = (i: number) => ({ trial: i, path: new Float64Array(100).fill(i / 3) });

async function journal(rows: number, rowOf: (i: number) => object): Promise<void> {
  rmSync(file, { force: true });
  const writer = await openJournal(file, {});
  for (let index = 0; index < rows; index++) {
    const row = rowOf(index) as Record<string, unknown>;
    writer.append({ kind: 'done', index, attempt: 1, startedAt: 1.7e12, duration: 0.5, row });
  }
  await writer.close();
}

function jsonLines(rows: number, rowOf: (i: number) => object, group: number): void {
  const fd = openSync(file, 'w');
  let lines: string[] = [];
  for (let i = 0; i < rows; i++) {
    lines.push(
      JSON.stringify(rowOf(i), (_, v: unknown) =>
        ArrayBuffer.isView(v) ? [...(v as Float64Array)] : v,
      ),
    );
    if (lines.length < group) continue;
    writeSync(fd, `${lines.join('\n')}\n`);
    lines = [];
  }
  closeSync(fd);
}

for (const [name, rowOf, rows] of [
  ['three numbers', scalars, 100_000],
  ['a vector of 100 numbers', vectors, 10_000],
] as const) {
  const flushed = await perRow(rows, () => jsonLines(rows, rowOf, 1));
  const grouped = await perRow(rows, () => jsonLines(rows, rowOf, 1000));
  const own = await perRow(rows, () => journal(rows, rowOf));
  report(`append, ${name}`, own, { name: 'JSON lines, a write a row', figure: flushed });
  report('', own, { name: 'JSON lines in groups', figure: grouped });
}

const MILLION = 1_000_000;
await journal(MILLION, scalars);
let seen = 0;
report('scan of 10^6 rows', await perRow(MILLION, () => scanJournal(file, () => seen++)));
const read = await perRow(MILLION, async () => {
  for await (const { record } of readJournal(file)) seen += record.attempt;
});
jsonLines(MILLION, scalars, 1000);
const parse = () =>
  readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as object);
report('read of 10^6 rows', read, { name: 'JSON lines', figure: await perRow(MILLION, parse) });
rmSync(folder, { recursive: true });
