import { join } from 'node:path';
import type { Store, Table } from '@psyrun/core';
import { H5Store } from '@psyrun/store-h5';
import { NpzStore } from '@psyrun/store-npz';
import { PickleStore } from '@psyrun/store-pickle';
import type { Line, Measured } from '../line.ts';
import { ofPartInPython } from '../measure.ts';
import { inFolder } from '../psy.ts';

const rows = { group: 'Stores', unit: 'rows', sizes: [1e4, 1e5, 1e6] };
const ADDED = 1000;

/** Two floats, an integer and a short text for each row. */
function tableOf(count: number): Table {
  return {
    x: Float64Array.from({ length: count }, (_, i) => i / 3),
    y: Float64Array.from({ length: count }, (_, i) => Math.sqrt(i)),
    n: Array.from({ length: count }, (_, i) => i),
    label: Array.from({ length: count }, (_, i) => `r${i % 100}`),
  };
}

/** Returns a Python program that makes the same table as arrays, and prints the seconds of `work`. */
const PYTHON = (needs: string, before: string, work: string): string => `
import math, os, sys, time
${needs}
import numpy as np
count, folder = int(sys.argv[1]), sys.argv[2]
def table(count):
    i = np.arange(count)
    return {"x": i / 3, "y": np.sqrt(i), "n": i, "label": np.array(["r%d" % (k % 100) for k in range(count)])}
file = os.path.join(folder, "peer")
data, added = table(count), table(${ADDED})
${before}
start = time.process_time()
${work}
print(time.process_time() - start)
`;

const PICKLE = {
  name: 'pickle',
  needs: 'import pickle',
  save: 'pickle.dump({k: v.tolist() for k, v in data.items()}, open(file, "wb"), 4)',
  load: 'pickle.load(open(file, "rb"))',
};
const NUMPY = {
  name: 'NumPy',
  needs: '',
  save: 'np.savez(open(file, "wb"), **data)',
  load: '{k: v for k, v in np.load(file).items()}',
};
const PYTABLES = {
  name: 'PyTables',
  needs: 'import tables',
  save: `
h = tables.open_file(file, "w")
for k, v in data.items():
    v = v.astype("S") if v.dtype.kind == "U" else v
    h.create_earray(h.root, k, obj=v)
h.close()`,
  load: `
h = tables.open_file(file); loaded = {n.name: n.read() for n in h.root}; h.close()`,
  append: `
h = tables.open_file(file, "a")
for k, v in added.items():
    h.root[k].append(v.astype("S3") if v.dtype.kind == "U" else v)
h.close()`,
};

type Peer = Pick<typeof PYTABLES, 'name' | 'needs' | 'save' | 'load'> & {
  readonly append?: string;
};
type Work = 'save' | 'load' | 'append';

const PEERS: readonly (readonly [Store, Peer])[] = [
  [new PickleStore(), PICKLE],
  [new NpzStore(), NUMPY],
  [new H5Store(), PYTABLES],
];

async function ofStore(store: Store, work: Work, count: number): Promise<Measured> {
  return inFolder(async (folder) => {
    const file = join(folder, `rows${store.ext}`);
    const table = tableOf(count);
    // A library is loaded at its first use.
    await store.save(file, tableOf(1));
    if (work !== 'save') await store.save(file, table);
    const before = process.cpuUsage();
    if (work === 'save') await store.save(file, table);
    else if (work === 'load') await store.load(file);
    else await store.append(file, tableOf(ADDED));
    const { user, system } = process.cpuUsage(before);
    return { cpu: (user + system) / 1e6 };
  });
}

async function ofPeer(peer: Peer, work: Work, count: number): Promise<Measured | undefined> {
  const code = peer[work];
  if (code === undefined) return undefined;
  const program = PYTHON(peer.needs, work === 'save' ? '' : peer.save, code);
  const needs = peer.needs.replace('import ', '') || 'numpy';
  return inFolder((folder) =>
    Promise.resolve(ofPartInPython(needs, program, [String(count), folder])),
  );
}

export const STORES: readonly Line[] = PEERS.flatMap(([store, peer]) =>
  (['save', 'load', 'append'] as const).map((work) => ({
    ...rows,
    name: `${work} ${store.ext}${work === 'append' ? `, ${ADDED.toLocaleString('en')} rows` : ''}`,
    ours: (count: number) => ofStore(store, work, count),
    peer: { name: peer.name, measure: (count: number) => ofPeer(peer, work, count) },
  })),
);
