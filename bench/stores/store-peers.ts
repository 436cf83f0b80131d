/**
 * The Python code that each store is compared with. It writes the same table beside the file, syncs
 * it to the disk, renames it and syncs the folder, as the stores do. Only PyTables appends in
 * place.
 */
const COMMON = `
import math, os, shutil, sys
import numpy as np
folder, count = sys.argv[1], int(sys.argv[2])
def workload(rows):
    index = range(rows)
    return {
        "a": [row / 3 for row in index],
        "b": [math.sqrt(row) for row in index],
        "c": list(index),
        "d": [math.sin(row) for row in index],
        "e": [-row / 7 for row in index],
        "v": [[row + i / 16 for i in range(16)] for row in index],
    }
def arrays(table):
    return {key: np.array(column) for key, column in table.items()}
def sync(file, flags=os.O_RDWR):
    descriptor = os.open(file, flags)
    os.fdatasync(descriptor) if flags == os.O_RDWR else os.fsync(descriptor)
    os.close(descriptor)
def replace(file, table, **options):
    write(file + ".new", table, **options)
    sync(file + ".new")
    os.replace(file + ".new", file)
    sync(folder, os.O_RDONLY)
def nothing():
    pass
def take(batches):
    for batch in batches:
        pass
`;

/** Used after \`suffix\`, \`write\`, \`load\`, \`load_row\`, \`scan\`, \`append\` and \`form\`. */
const STEPS = `
file, copy = os.path.join(folder, "peer" + suffix), os.path.join(folder, "peer-copy" + suffix)
lists = workload(count)
data = form(lists)
replace(file, data)
added = {rows: form(workload(rows)) for rows in (1, 100, 10000)}
steps = {
    "save": (nothing, lambda: replace(file, data)),
    "save lists": (nothing, lambda: replace(file, form(lists))),
    "load": (nothing, lambda: load(file)),
    "row": (nothing, lambda: load_row(file, count // 2)),
    "scan": (nothing, lambda: take(scan(file, 1000))),
}
for rows, more in added.items():
    steps[f"append {rows}"] = (
        lambda: (shutil.copy(file, copy), sync(copy)),
        lambda more=more: append(copy, more),
    )
`;

const PICKLE = `
import pickle
suffix = ".pkl"
form = lambda table: table
def write(file, table):
    with open(file, "wb") as f:
        pickle.dump(table, f, pickle.HIGHEST_PROTOCOL)
def load(file):
    with open(file, "rb") as f:
        return pickle.load(f)
def load_row(file, row):
    return {key: column[row] for key, column in load(file).items()}
def scan(file, batch):
    table = load(file)
    return ({key: column[i:i + batch] for key, column in table.items()} for i in range(0, count, batch))
def append(file, rows):
    table = load(file)
    for key in table:
        table[key].extend(rows[key])
    replace(file, table)
`;

const NUMPY = `
suffix = ".npz"
form = arrays
def write(file, table):
    with open(file, "wb") as f:
        np.savez(f, **table)
def load(file):
    archive = np.load(file)
    return {key: archive[key] for key in archive.files}
def load_row(file, row):
    return {key: column[row] for key, column in load(file).items()}
def scan(file, batch):
    table = load(file)
    return ({key: column[i:i + batch] for key, column in table.items()} for i in range(0, count, batch))
def append(file, rows):
    table = load(file)
    replace(file, {key: np.concatenate([table[key], rows[key]]) for key in table})
`;

const PYTABLES = `
import tables
suffix = ".h5"
form = arrays
def write(file, table, filters=None):
    with tables.open_file(file, "w") as f:
        group = f.create_group("/", "psyrun")
        for key, column in table.items():
            f.create_earray(group, key, obj=column, filters=filters)
def load(file):
    with tables.open_file(file) as f:
        return {node.name: node.read() for node in f.root.psyrun}
def load_row(file, row):
    with tables.open_file(file) as f:
        return {node.name: node[row] for node in f.root.psyrun}
def scan(file, batch):
    with tables.open_file(file) as f:
        for i in range(0, count, batch):
            yield {node.name: node.read(i, i + batch) for node in f.root.psyrun}
def append(file, rows):
    with tables.open_file(file, "a") as f:
        for key, column in rows.items():
            f.root.psyrun._f_get_child(key).append(column)
    sync(file)
`;

/** Files of psyrun have checksums. PyTables writes them only on request. */
const CHECKED = `
checked = os.path.join(folder, "peer-checked" + suffix)
fletcher = tables.Filters(fletcher32=True)
steps["save, checksums"] = (nothing, lambda: replace(checked, data, filters=fletcher))
steps["load, checksums"] = (nothing, lambda: load(checked))
`;

/** Scripts for `PythonPeer` by suffix. Their arguments are a folder and the number of rows. */
export const STORE_PEERS = {
  '.pkl': { name: 'CPython', script: COMMON + PICKLE + STEPS },
  '.npz': { name: 'NumPy', script: COMMON + NUMPY + STEPS },
  '.h5': { name: 'PyTables', script: COMMON + PYTABLES + STEPS + CHECKED },
} as const;

/**
 * Loads 100 npz files with the same number of rows, concatenates them once and saves them: the step
 * \`merge\`.
 */
export const MERGE_PEER = `${COMMON}${NUMPY}
parts = [os.path.join(folder, f"part{i}.npz") for i in range(100)]
for part in parts:
    write(part, arrays(workload(count // 100)))
def merge():
    tables = [load(part) for part in parts]
    merged = {key: np.concatenate([table[key] for table in tables]) for key in tables[0]}
    replace(os.path.join(folder, "merged.npz"), merged)
steps = {"merge": (nothing, merge)}
`;
