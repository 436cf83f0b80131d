import { psy } from '../measure/psy.ts';
import { pythonPart } from '../measure/python.ts';
import type { RecordedRows } from '../measure/recorded-rows.ts';
import { inRecordedRun } from '../measure/recorded-run.ts';
import { writeTask } from '../measure/task-file.ts';
import { at, atMostMemory, atMostTimes } from '../table/goals.ts';
import type { Line, Measured, Way } from '../table/line.ts';

const MB = 1e6;
const SUFFIXES = ['.pkl', '.npz', '.h5'] as const;

/** Merges a recorded run into a store: `psy run -c`, as all rows are done. */
const merged = (suffix: string, space: (count: number) => string, rows: RecordedRows): Way => ({
  command: (count) =>
    inRecordedRun({ space: space(count), rows }, (folder) => {
      writeTask(folder, { space: space(count), settings: `export const store = '${suffix}';` });
      return psy(folder, 'run', '-c', '--quiet');
    }),
});

/** Five numbers and a vector of 16 for each row, of which one is the parameter. */
const MIXED: RecordedRows = {
  name: 'mixed',
  results: (i) => ({
    ...{ a: i / 3, b: Math.sqrt(i), d: Math.sin(i), e: -i / 7 },
    v: Float64Array.from({ length: 16 }, (_, k) => i + k / 16),
  }),
};
/** A vector of a megabyte for each row. */
const VECTOR: RecordedRows = {
  name: 'vector',
  results: (i) => ({ v: new Float64Array(125_000).fill(i / 3) }),
};
const FOUR: RecordedRows = { name: 'four', results: (i) => ({ a: i / 3, b: i, c: Math.sqrt(i) }) };

const line = (count: number) => `param({ c: range(${count}) })`;
const numbered = (count: number) => `param({ x: range(${count}) })`;

const NUMPY = pythonPart({
  needs: 'numpy',
  before: `
import numpy as np
for part in range(100):
    i = np.arange(part * count // 100, (part + 1) * count // 100)
    v = i[:, None] + np.arange(16) / 16
    np.savez(f"part{part}.npz", a=i / 3, b=np.sqrt(i), c=i, d=np.sin(i), e=-i / 7, v=v)`,
  work: `
parts = [dict(np.load(f"part{part}.npz")) for part in range(100)]
np.savez("merged.npz", **{key: np.concatenate([part[key] for part in parts]) for key in parts[0]})`,
});

/** Milliseconds that psyrun 0.8 took for 10^5 rows in 100 parts, where NumPy took 180. */
const ORIGINAL = { '.pkl': 13_100, '.npz': 2800, '.h5': 930 } as const;
/** The same times of earlier versions, beside psyrun 0.8. */
const FORMER = { '.pkl': '0.04 ×', '.npz': '0.17 ×', '.h5': '0.55 ×' } as const;
const WANTED = { '.pkl': 1 / 20, '.npz': 1 / 5, '.h5': 1 / 2 } as const;

const original = (suffix: keyof typeof ORIGINAL): Way => ({
  async command(count): Promise<Measured | undefined> {
    const numpy = 'command' in NUMPY ? await NUMPY.command(count) : undefined;
    return numpy && { cpu: (numpy.cpu * ORIGINAL[suffix]) / 180 };
  },
});

const RECORDED = 'psyrun 0.8 as recorded';

export const MERGES: readonly Line[] = SUFFIXES.flatMap((suffix): Line[] => [
  {
    ...{ group: 'Merging', unit: 'rows', sizes: [1e4, 1e5] },
    name: `merge into ${suffix}, five numbers and a vector of 16`,
    ours: merged(suffix, line, MIXED),
    peers: [
      { name: 'NumPy, 100 files', ...NUMPY },
      { name: RECORDED, ...original(suffix) },
    ],
    goals: [at(1e5, atMostTimes(WANTED[suffix], RECORDED))],
    former: [{ size: 1e5, peer: RECORDED, then: FORMER[suffix] }],
  },
  {
    ...{ group: 'Merging', unit: 'rows', sizes: [100, 1000] },
    name: `merge into ${suffix}, a vector of 1 MB a row`,
    ours: merged(suffix, numbered, VECTOR),
    goals: [atMostMemory(256 * MB)],
    limits: { memory: 256 * MB },
  },
  {
    ...{ group: 'Merging', unit: 'rows', sizes: [1e5, 1e6, 1e7] },
    name: `merge into ${suffix}, four numbers`,
    ours: merged(suffix, numbered, FOUR),
    goals: [atMostMemory(512 * MB)],
    limits: { memory: 512 * MB },
  },
]);
