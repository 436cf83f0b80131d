/**
 * The pickle store beside CPython's own pickle, in the same run: 10^5 rows of five numbers and a
 * vector of 16. To append, Python has to load, extend and save.
 *
 * Run: node --conditions=@psyrun/source --import tsx bench/stores.ts
 */
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Table } from '@psyrun/core';
import { PickleStore } from '@psyrun/store-pickle';
import { fastest, ROWS, workload } from './store-workload.ts';

const folder = mkdtempSync(join(tmpdir(), 'psyrun-bench-'));
const file = join(folder, 'own.pkl');
const other = join(folder, 'python.pkl');
const store = new PickleStore();

/** The same work in Python; as there, the file is forced to the disk where the store does so. */
const PEER = `
import json, os, pickle, sys, time
own, other = sys.argv[1:3]
with open(own, "rb") as f:
    data = pickle.load(f)
def save(data=data):
    with open(other + ".new", "wb") as f:
        pickle.dump(data, f, pickle.HIGHEST_PROTOCOL)
        f.flush()
        os.fsync(f.fileno())
    os.replace(other + ".new", other)
def load(file=other):
    with open(file, "rb") as f:
        return pickle.load(f)
def append(rows):
    old = load()
    for key in old:
        old[key].extend(data[key][:rows])
    save(old)
def fastest(work, runs=5):
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return 1000 * min(times)
result = {"save": fastest(save), "load": fastest(load), "own": fastest(lambda: load(own))}
result["size"] = os.path.getsize(other)
for rows in (1, 100, 10000):
    result[f"append {rows}"] = fastest(lambda: append(rows), 3)
print(json.dumps(result))`;

const table = workload(ROWS);
await store.save(file, table);
const peer = JSON.parse(
  execFileSync('/usr/bin/python3', ['-c', PEER, file, other], { encoding: 'utf8' }),
) as Record<string, number>;

function line(what: string, own: number, python: number): void {
  const ratio =
    own < python
      ? `${(python / own).toFixed(1)} × faster`
      : `${(own / python).toFixed(1)} × slower`;
  console.log(
    `${what.padEnd(28)} ${own.toFixed(2).padStart(9)} ms   CPython ${python.toFixed(2).padStart(9)} ms   ${ratio}`,
  );
}

line('save', await fastest(() => store.save(file, table)), peer['save']!);
line('load', await fastest(() => store.load(file)), peer['load']!);
line('load by Python, of own file', peer['own']!, peer['load']!);
line('one row', await fastest(() => store.load(file, ROWS >> 1)), peer['load']!);
line('scan in batches of 1,000', await fastest(() => scan(1000)), peer['load']!);
for (const rows of [1, 100, 10_000]) {
  const added = workload(rows);
  const copy = join(folder, 'copy.pkl');
  const own = await fastest(
    () => store.append(copy, added),
    () => copyFileSync(file, copy),
  );
  line(`append ${rows}`, own, peer[`append ${rows}`]!);
}
const parts = await fastest(() => appendParts(100, workload(1000)), reset, 3);
console.log(`append 100 times 1,000 rows  ${parts.toFixed(2).padStart(9)} ms`);
console.log(`size ${statSync(file).size} bytes, CPython ${peer['size']} bytes`);
rmSync(folder, { recursive: true });

async function scan(batch: number): Promise<void> {
  let rows = 0;
  for await (const part of store.scan(file, { batch })) rows += part['a']!.length;
  if (rows !== ROWS) throw new Error(`${rows} rows were scanned.`);
}

function reset(): void {
  rmSync(join(folder, 'parts.pkl'), { force: true });
}

async function appendParts(parts: number, part: Table): Promise<void> {
  for (let i = 0; i < parts; i++) await store.append(join(folder, 'parts.pkl'), part);
}
