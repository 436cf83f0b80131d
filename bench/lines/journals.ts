import { closeSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { openJournal, readJournal, scanJournal } from '@psyrun/journal';
import { pythonPart } from '../measure/python.ts';
import type { Line } from '../table/line.ts';

const rows = { group: 'Journals', unit: 'rows', sizes: [1e4, 1e5, 1e6] };
const FILE = 'rows';

type RowOf = (index: number) => Record<string, unknown>;
const numbers: RowOf = (i) => ({ radius: i / 3, trial: i, area: Math.sqrt(i) });
const vector: RowOf = (i) => ({ trial: i, path: new Float64Array(100).fill(i / 3) });

async function append(count: number, rowOf: RowOf): Promise<void> {
  rmSync(FILE, { force: true });
  const journal = await openJournal(FILE, {});
  for (let index = 0; index < count; index++) {
    const row = rowOf(index);
    journal.append({ kind: 'done', index, attempt: 1, startedAt: 1.7e12, duration: 0.5, row });
  }
  await journal.close();
}

/** Writes rows as JSON lines, some of them with each call of the system. */
function writeJsonLines(count: number, rowOf: RowOf, group: number): void {
  const file = openSync(FILE, 'w');
  let lines: string[] = [];
  for (let i = 0; i < count; i++) {
    const { path, ...others } = rowOf(i);
    lines.push(
      JSON.stringify(
        path === undefined ? others : { ...others, path: [...(path as Float64Array)] },
      ),
    );
    if (lines.length < group) continue;
    writeSync(file, `${lines.join('\n')}\n`);
    lines = [];
  }
  closeSync(file);
}

/** Work on a journal or another file that is there. */
const afterwards =
  (prepare: (count: number) => unknown, work: () => unknown) => async (count: number) => {
    await prepare(count);
    return work;
  };

const appended = (rowOf: RowOf) => ({
  ours: { work: (count: number) => () => append(count, rowOf) },
  peers: [
    { name: 'JSON lines', work: (n: number) => () => writeJsonLines(n, rowOf, 1000) },
    { name: 'JSON lines, a write a row', work: (n: number) => () => writeJsonLines(n, rowOf, 1) },
  ],
});

const PYTHON_LINES = pythonPart({
  before: 'import json, math',
  work: `
with open("rows", "w") as file:
    for i in range(count):
        file.write(json.dumps({"radius": i / 3, "trial": i, "area": math.sqrt(i)}) + "\\n")`,
});

const three = appended(numbers);

export const JOURNALS: readonly Line[] = [
  {
    ...{ ...rows, quick: [2e4, 1e5] },
    ...three,
    name: 'append rows of three numbers',
    peers: [...three.peers, { name: 'JSON lines in Python', ...PYTHON_LINES }],
    limits: { bytes: 90 },
  },
  {
    ...{ ...rows, sizes: [1e3, 1e4, 1e5] },
    ...appended(vector),
    name: 'append rows with a vector of 100 numbers',
    limits: { bytes: 900 },
  },
  {
    ...{ ...rows, quick: [1e5, 4e5] },
    name: 'scan rows',
    ours: {
      work: afterwards(
        (n) => append(n, numbers),
        () => scanJournal(FILE, () => undefined),
      ),
    },
  },
  {
    ...rows,
    name: 'read rows',
    ours: { work: afterwards((n) => append(n, numbers), readAll) },
    peers: [
      {
        name: 'JSON lines',
        work: afterwards(
          (n) => writeJsonLines(n, numbers, 1000),
          () =>
            readFileSync(FILE, 'utf8')
              .trim()
              .split('\n')
              .map((line) => JSON.parse(line) as object),
        ),
      },
    ],
  },
];

async function readAll(): Promise<void> {
  for await (const { record } of readJournal(FILE)) void record;
}
