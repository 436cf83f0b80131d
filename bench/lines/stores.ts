import type { Store, Table } from '@psyrun/core';
import { H5Store } from '@psyrun/store-h5';
import { NpzStore } from '@psyrun/store-npz';
import { PickleStore } from '@psyrun/store-pickle';
import { pythonPart } from '../measure/python.ts';
import { atMostTimes } from '../table/goals.ts';
import type { Line, Peer, Work } from '../table/line.ts';

const rows = { group: 'Stores', unit: 'rows', sizes: [1e4, 1e5, 1e6] };

/** Five numbers, one of them an integer, and a vector of 16 for each row: 168 bytes as plain numbers. */
function tableOf(count: number, first = 0): Table {
  const column = <T>(valueOf: (row: number) => T): T[] =>
    Array.from({ length: count }, (_, row) => valueOf(first + row));
  return {
    a: column((row) => row / 3),
    b: column((row) => Math.sqrt(row)),
    c: column((row) => row),
    d: column((row) => Math.sin(row)),
    e: column((row) => -row / 7),
    v: column((row) => Float64Array.from({ length: 16 }, (_, i) => row + i / 16)),
  };
}

/** The same in Python: as arrays, and as lists. */
const ARRAYS = `
import numpy as np
def table(count):
    i = np.arange(count)
    return {"a": i / 3, "b": np.sqrt(i), "c": i, "d": np.sin(i), "e": -i / 7, "v": i[:, None] + np.arange(16) / 16}`;
const LISTS = `${ARRAYS}
arrays = table
def table(count):
    return {key: column.tolist() for key, column in arrays(count).items()}`;

/** The code of a tool, with \`data\`, the table, and \`added\`, the rows that are appended. */
interface Tool {
  readonly name: string;
  readonly needs: string;
  readonly tables: string;
  readonly save: string;
  readonly load: string;
  readonly row?: string;
  readonly append: string;
}

const PICKLE: Tool = {
  name: 'pickle',
  needs: 'numpy',
  tables: `${LISTS}\nimport pickle`,
  save: 'pickle.dump(data, open("peer", "wb"), 4)',
  load: 'data = pickle.load(open("peer", "rb"))',
  append: `
data = pickle.load(open("peer", "rb"))
for key in data: data[key].extend(added[key])
pickle.dump(data, open("peer", "wb"), 4)`,
};
const NUMPY: Tool = {
  name: 'NumPy',
  needs: 'numpy',
  tables: ARRAYS,
  save: 'np.savez(open("peer", "wb"), **data)',
  load: 'data = dict(np.load("peer"))',
  append: `
data = dict(np.load("peer"))
np.savez(open("peer", "wb"), **{key: np.concatenate([data[key], added[key]]) for key in data})`,
};
const PYTABLES: Tool = {
  name: 'PyTables',
  needs: 'tables',
  tables: `${ARRAYS}\nimport tables`,
  save: `
with tables.open_file("peer", "w") as file:
    for key, column in data.items(): file.create_earray(file.root, key, obj=column)`,
  load: `
with tables.open_file("peer") as file:
    data = {node.name: node.read() for node in file.root}`,
  row: `
with tables.open_file("peer") as file:
    data = {node.name: node[count // 2] for node in file.root}`,
  append: `
with tables.open_file("peer", "a") as file:
    for key, column in added.items(): file.root[key].append(column)`,
};
const H5PY: Tool = {
  name: 'h5py',
  needs: 'h5py',
  tables: `${ARRAYS}\nimport h5py`,
  save: `
with h5py.File("peer", "w") as file:
    for key, column in data.items():
        file.create_dataset(key, data=column, chunks=True, maxshape=(None, *column.shape[1:]))`,
  load: `
with h5py.File("peer") as file:
    data = {key: column[:] for key, column in file.items()}`,
  row: `
with h5py.File("peer") as file:
    data = {key: column[count // 2] for key, column in file.items()}`,
  append: `
with h5py.File("peer", "a") as file:
    for key, column in added.items():
        length = len(file[key])
        file[key].resize(length + len(column), axis=0)
        file[key][length:] = column`,
};

/** Work with a tool that has saved the table, unless it is what is measured. */
const peer = (tool: Tool, work: string, added = 0): Peer => ({
  name: tool.name,
  ...pythonPart({
    needs: tool.needs,
    before: `${tool.tables}
data, added = table(count), table(${added})
${work === tool.save ? '' : tool.save}`,
    work,
  }),
});

const FILE = 'rows';

/** Work with a store that has saved the table. A library is loaded at its first use, which does not count. */
const afterSave =
  (store: Store, work: (file: string, count: number) => unknown): Work =>
  async (count) => {
    const file = FILE + store.ext;
    await store.save(file, tableOf(count));
    return () => work(file, count);
  };

const appended =
  (store: Store, added: number): Work =>
  async (count) => {
    const file = FILE + store.ext;
    await store.save(file, tableOf(count));
    const table = tableOf(added, count);
    return () => store.append(file, table);
  };

const saved =
  (store: Store): Work =>
  async (count) => {
    const file = FILE + store.ext;
    await store.save(file, tableOf(1));
    const table = tableOf(count);
    return () => store.save(file, table);
  };

/** A file that is written in parts, so that a scan is all that takes memory. */
const scanned =
  (store: Store): Work =>
  async (count) => {
    const file = FILE + store.ext;
    await store.saveFrom!(file, async function* () {
      for (let first = 0; first < count; first += 1000) yield tableOf(1000, first);
    });
    return async () => {
      for await (const table of store.scan(file, { batch: 1000 })) void table;
    };
  };

const FORMER_SAVE: Readonly<Record<string, string>> = {
  '.pkl': '0.8 ×',
  '.npz': '1.1 ×',
  '.h5': '1.2 ×',
};
const FORMER_LOAD: Readonly<Record<string, string>> = {
  '.pkl': '0.33 ×',
  '.npz': '1.1 ×',
  '.h5': '1.8 ×',
};

const linesOf = (store: Store, ...tools: readonly Tool[]): readonly Line[] => [
  {
    ...rows,
    name: `save ${store.ext}`,
    ours: { work: saved(store) },
    former: [{ size: 1e5, peer: tools[0]!.name, then: FORMER_SAVE[store.ext]! }],
    peers: tools.map((tool) => peer(tool, tool.save)),
  },
  {
    ...rows,
    name: `load ${store.ext}`,
    ours: { work: afterSave(store, (file) => store.load(file)) },
    former: [{ size: 1e5, peer: tools[0]!.name, then: FORMER_LOAD[store.ext]! }],
    peers: tools.map((tool) => peer(tool, tool.load)),
  },
  {
    ...rows,
    name: `load a row of ${store.ext}`,
    ours: { work: afterSave(store, (file, count) => store.load(file, count >> 1)) },
    peers: tools.map((tool) => peer(tool, tool.row ?? tool.load)),
  },
  {
    ...rows,
    name: `scan ${store.ext} in batches of 1,000 rows`,
    ours: { work: scanned(store) },
    peers: tools.map((tool) => peer(tool, tool.load)),
    limits: { memory: 350e6 },
  },
  ...[1, 10_000].map((added): Line => ({
    ...rows,
    name: `append ${added.toLocaleString('en')} ${added === 1 ? 'row' : 'rows'} to ${store.ext}`,
    ours: { work: appended(store, added) },
    peers: tools.map((tool) => peer(tool, tool.append, added)),
    ...(store.ext === '.h5' && {
      goals: [atMostTimes(3, 'PyTables')],
      former: [{ size: 1e5, peer: 'PyTables', then: '13 × to 21 ×' }],
    }),
  })),
];

export const STORES: readonly Line[] = [
  ...linesOf(new PickleStore(), PICKLE),
  ...linesOf(new NpzStore(), NUMPY),
  ...linesOf(new H5Store(), PYTABLES, H5PY),
];
