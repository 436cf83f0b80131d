/**
 * The npz store beside NumPy and the HDF5 store beside PyTables, in the same run: 10^5 rows of five
 * numbers and a vector of 16. Python, too, writes beside the old file, forces to the disk, renames;
 * except that PyTables appends in place.
 *
 * Run: node --conditions=@psyrun/source --import tsx bench/stores-npz-h5.ts
 */
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { concatTables } from '@psyrun/columns';
import type { Store } from '@psyrun/core';
import { H5Store } from '@psyrun/store-h5';
import { NpzStore } from '@psyrun/store-npz';
import { fastest, ROWS, workload } from './store-workload.ts';

const PARTS = 100;
const folder = mkdtempSync(join(tmpdir(), 'psyrun-bench-'));

/** What both peers do; `save`, `load`, `load_row` and `append` are their own. */
const PEER = `
import json, os, sys, time
import numpy as np
folder, rows_count, parts_count = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
def workload(rows):
    data = {key: np.random.rand(rows) for key in "abcde"}
    data["v"] = np.random.rand(rows, 16)
    return data
def replace(file, write):
    write(file + ".new")
    descriptor = os.open(file + ".new", os.O_RDWR)
    os.fdatasync(descriptor)
    os.close(descriptor)
    os.replace(file + ".new", file)
def fastest(work, before=lambda: None, runs=5):
    times = []
    for _ in range(runs):
        before()
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return 1000 * min(times)
def concatenated(tables):
    return {key: np.concatenate([table[key] for table in tables]) for key in tables[0]}
`;
const NUMPY = `${PEER}
suffix = ".npz"
def write(file, data):
    with open(file, "wb") as f:
        np.savez(f, **data)
def load(file):
    archive = np.load(file)
    return {key: archive[key] for key in archive.files}
def load_row(file, row):
    return {key: column[row] for key, column in load(file).items()}
def append(file, rows):
    replace(file, lambda new: write(new, concatenated([load(file), rows])))
`;
const PYTABLES = `${PEER}
import tables
suffix = ".h5"
def write(file, data):
    with tables.open_file(file, "w") as f:
        group = f.create_group("/", "psyrun")
        for key, column in data.items():
            f.create_earray(group, key, obj=column)
def load(file):
    with tables.open_file(file) as f:
        return {node.name: node.read() for node in f.root.psyrun}
def load_row(file, row):
    with tables.open_file(file) as f:
        return {node.name: node[row] for node in f.root.psyrun}
def append(file, rows):
    with tables.open_file(file, "a") as f:
        for key, column in rows.items():
            f.root.psyrun._f_get_child(key).append(column)
`;
const MEASURE = `
import shutil
data = workload(rows_count)
file, copy = os.path.join(folder, "peer" + suffix), os.path.join(folder, "copy" + suffix)
result = {"save": fastest(lambda: replace(file, lambda new: write(new, data)))}
lists = {key: column.tolist() for key, column in data.items()}
def save_lists():
    arrays = {key: np.array(column) for key, column in lists.items()}
    replace(file, lambda new: write(new, arrays))
result["save lists"] = fastest(save_lists)
result["load"] = fastest(lambda: load(file))
result["row"] = fastest(lambda: load_row(file, rows_count // 2))
result["size"] = os.path.getsize(file)
for rows in (1, 100, 10000):
    added = workload(rows)
    result[f"append {rows}"] = fastest(lambda: append(copy, added), lambda: shutil.copy(file, copy))
parts = [os.path.join(folder, f"part{i}{suffix}") for i in range(parts_count)]
for part in parts:
    write(part, workload(rows_count // parts_count))
def merge():
    replace(file, lambda new: write(new, concatenated([load(part) for part in parts])))
result["merge"] = fastest(merge)
print(json.dumps(result))`;

for (const [store, peer, script] of [
  [new NpzStore(), 'NumPy', NUMPY],
  [new H5Store(), 'PyTables', PYTABLES],
] as const) {
  await compare(store, peer, script + MEASURE);
}
rmSync(folder, { recursive: true });

async function compare(store: Store, peer: string, script: string): Promise<void> {
  const own = await measured(store);
  const output = execFileSync('/usr/bin/python3', ['-c', script, folder, `${ROWS}`, `${PARTS}`]);
  const theirs = JSON.parse(output.toString()) as Record<string, number>;
  console.log(`${store.constructor.name} beside ${peer}`);
  for (const [what, time] of Object.entries(own)) {
    const other = theirs[what] ?? theirs['load']!;
    const [ratio, word] = time < other ? [other / time, 'faster'] : [time / other, 'slower'];
    const figures = `${time.toFixed(2).padStart(9)} ms ${other.toFixed(2).padStart(9)} ms`;
    console.log(`  ${what.padEnd(14)} ${figures}   ${ratio.toFixed(1)} × ${word}`);
  }
  const size = statSync(join(folder, `own${store.ext}`)).size;
  console.log(`  size ${size} bytes, ${peer} ${theirs['size']}`);
}

async function measured(store: Store): Promise<Record<string, number>> {
  const [file, copy] = ['own', 'copy'].map((name) => join(folder, name + store.ext)) as [
    string,
    string,
  ];
  const lists = workload(ROWS);
  const times: Record<string, number> = {
    'save lists': await fastest(() => store.save(file, lists)),
  };
  const arrays = await store.load(file);
  Object.assign(times, {
    save: await fastest(() => store.save(file, arrays)),
    load: await fastest(() => store.load(file)),
    row: await fastest(() => store.load(file, ROWS >> 1)),
    scan: await fastest(() => scan(store, file)),
  });
  for (const rows of [1, 100, 10_000]) {
    const added = workload(rows);
    times[`append ${rows}`] = await fastest(
      () => store.append(copy, added),
      () => copyFileSync(file, copy),
    );
  }
  const parts = Array.from({ length: PARTS }, (_, i) => join(folder, `own${i}${store.ext}`));
  for (const part of parts) await store.save(part, workload(ROWS / PARTS));
  times['merge'] = await fastest(async () => {
    const tables = await Promise.all(parts.map((part) => store.load(part)));
    await store.save(copy, concatTables(tables));
  });
  return times;
}

async function scan(store: Store, file: string): Promise<void> {
  let rows = 0;
  for await (const part of store.scan(file)) rows += part['a']!.length;
  if (rows !== ROWS) throw new Error(`${rows} rows were scanned.`);
}
