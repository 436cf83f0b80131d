/**
 * Compares the stores with CPython's pickle, NumPy and PyTables: 10^5 rows of five numbers and a
 * vector of 16, as lists and, if the peer has arrays, also as typed arrays.
 *
 * Run: node --conditions=@psyrun/source --import tsx bench/stores/stores.ts [.pkl|.npz|.h5]
 */
import { execFileSync } from 'node:child_process';
import {
  closeSync,
  copyFileSync,
  fsyncSync,
  mkdtempSync,
  openSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Store } from '@psyrun/core';
import { H5Store } from '@psyrun/store-h5';
import { NpzStore } from '@psyrun/store-npz';
import { PickleStore } from '@psyrun/store-pickle';
import { compare, type Measure, time } from '../compare.ts';
import { PythonPeer } from '../python-peer.ts';
import { STORE_PEERS } from './store-peers.ts';
import { ROWS, workload } from './store-workload.ts';

/**
 * Half of the runs are in a process that first gets its memory from the system, which has to clear
 * it.
 */
const RUNS = 41;
const STORES = [new PickleStore(), new NpzStore(), new H5Store()];
const [suffix] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'psyrun-bench-'));
try {
  if (suffix === undefined) STORES.forEach(({ ext }) => compareApart(ext));
  else await compareStore(STORES.find(({ ext }) => ext === suffix)!);
} finally {
  rmSync(folder, { recursive: true });
}

/**
 * Runs in a separate process, as the peer does, because memory that other stores leave costs time.
 */
function compareApart(ext: string): void {
  const own = [...process.execArgv, import.meta.filename, ext];
  execFileSync(process.execPath, own, { stdio: 'inherit' });
}

async function compareStore(store: Store): Promise<void> {
  const { name, script } = STORE_PEERS[store.ext as keyof typeof STORE_PEERS];
  const python = new PythonPeer(script, [folder, String(ROWS)]);
  try {
    await python.ready();
    console.log(`${store.constructor.name} beside ${name}`);
    for (const [step, own] of await steps(store)) {
      await compare(step, own, { name, measure: () => python.time(step) }, RUNS);
    }
    const [own, peer] = ['own', 'peer'].map(
      (file) => statSync(join(folder, file + store.ext)).size,
    );
    console.log(`  size ${own} bytes, ${name} ${peer}`);
  } finally {
    python.close();
  }
}

/** Returns the steps to measure. The peers use the same names. */
async function steps(store: Store): Promise<[step: string, own: Measure][]> {
  const [file, copy] = [join(folder, `own${store.ext}`), join(folder, `own-copy${store.ext}`)];
  const lists = workload(ROWS);
  await store.save(file, lists);
  const table = store.ext === '.pkl' ? lists : await store.load(file);
  const appends = [1, 100, 10_000].map((rows): [string, Measure] => {
    const added = workload(rows);
    const append = () => store.append(copy, added);
    return [`append ${rows}`, () => time(append, () => copyToDisk(file, copy))];
  });
  const save = () => time(() => store.save(file, table));
  const load = () => time(() => store.load(file));
  const checked: [string, Measure][] = [
    ['save, checksums', save],
    ['load, checksums', load],
  ];
  return [
    ['save', save],
    ['save lists', () => time(() => store.save(file, lists))],
    ['load', load],
    ...(store.ext === '.h5' ? checked : []),
    ['row', () => time(() => store.load(file, ROWS >> 1))],
    ['scan', () => time(() => scan(store, file))],
    ...appends,
  ];
}

/** Syncs a copy to the disk, so that its write does not count as work of the next step. */
function copyToDisk(from: string, to: string): void {
  copyFileSync(from, to);
  const descriptor = openSync(to, 'r+');
  fsyncSync(descriptor);
  closeSync(descriptor);
}

async function scan(store: Store, file: string): Promise<void> {
  let rows = 0;
  for await (const part of store.scan(file, { batch: 1000 })) rows += part['a']!.length;
  if (rows !== ROWS) throw new Error(`${rows} rows were scanned.`);
}
