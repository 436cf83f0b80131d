import { nodePeer } from '../measure/node-peer.ts';
import { ofNode } from '../measure/node.ts';
import { psy } from '../measure/psy.ts';
import { pythonProgram } from '../measure/python.ts';
import { DONE, FAILED, type RecordedRows } from '../measure/recorded-rows.ts';
import { inRecordedRun } from '../measure/recorded-run.ts';
import { at, atMostMemory, atMostSeconds, atMostTimes } from '../table/goals.ts';
import type { Line, Measured, Way } from '../table/line.ts';

const MB = 1e6;
const rows = { group: 'Reading a run', unit: 'rows', sizes: [1e4, 1e5, 1e6] };

export const grid = (count: number) =>
  `product(param({ x: range(${count / 10}) }), param({ trial: range(10) }))`;

/** Every other row is done. */
const HALF: RecordedRows = {
  name: 'half',
  results: (index) => (index % 2 === 0 ? { y: 1 } : undefined),
};

/** All rows but one are done: if all were, psy status would end with 1, as no result is written. */
const NEARLY_DONE: RecordedRows = {
  name: 'nearly-done',
  results: (index) => (index === 0 ? undefined : { y: 1 }),
};

/** Measures a command of psy on a recorded run. */
const recorded = (rows: RecordedRows, ...args: readonly string[]): Way => ({
  command: (count) => inRecordedRun({ space: grid(count), rows }, (folder) => psy(folder, ...args)),
});

const PANDAS = `
import sys
import pandas
count = int(sys.argv[1])
rows = range(count)
pandas.DataFrame({"x": [i // 10 for i in rows], "trial": [i % 10 for i in rows], "y": 1}).to_csv("rows.csv", index=False)`;

const CSV = `
import csv, sys
with open("rows.csv", "w") as file:
    writer = csv.writer(file)
    writer.writerow(("x", "trial", "y"))
    for i in range(int(sys.argv[1])): writer.writerow((i // 10, i % 10, 1))`;

/** A program that writes the same rows as CSV with DuckDB, and then does something with the file. */
const duckdb = (then: string): Way => ({
  command(count): Promise<Measured | undefined> {
    const address = nodePeer('@duckdb/node-api', 'lib/index.js');
    if (address === undefined) return Promise.resolve(undefined);
    return ofNode(`import duckdb from ${JSON.stringify(address)};
const connection = await (await duckdb.DuckDBInstance.create()).connect();
await connection.run("COPY (SELECT i // 10 AS x, i % 10 AS trial, 1 AS y FROM range(${count}) t(i)) TO 'rows.csv'");
${then}`);
  },
});

export const READING: readonly Line[] = [
  {
    ...{ ...rows, quick: [2e4, 1e5] },
    name: 'psy status',
    ours: recorded(NEARLY_DONE, 'status'),
    former: [{ size: 1e6, then: '0.84 s, 83 MB' }],
    goals: [at(1e6, atMostSeconds(1))],
    limits: { memory: 256 * MB },
  },
  {
    ...rows,
    name: 'psy status, all failed',
    ours: recorded(FAILED, 'status'),
    goals: [at(1e6, atMostSeconds(1))],
    limits: { memory: 256 * MB },
  },
  { ...rows, name: 'psy status, half failed', ours: recorded(HALF, 'status') },
  {
    ...{ ...rows, quick: [1e4, 4e4] },
    name: 'psy failures, all failed',
    ours: recorded(FAILED, 'failures'),
    former: [{ size: 1e6, then: '11.4 s, 1480 MB' }],
    goals: [at(1e6, atMostSeconds(3)), atMostMemory(300 * MB)],
    limits: { memory: 300 * MB },
  },
  {
    ...rows,
    name: 'psy failures --json, all failed',
    ours: recorded(FAILED, 'failures', '--json'),
    goals: [at(1e6, atMostSeconds(3)), atMostMemory(300 * MB)],
    limits: { memory: 300 * MB },
  },
  {
    ...rows,
    name: 'psy export --partial, .csv',
    ours: recorded(DONE, 'export', '--partial', 't', 'rows.csv'),
    peers: [
      { name: 'DuckDB', ...duckdb('') },
      { name: 'pandas', ...pythonProgram('pandas', PANDAS) },
      { name: 'csv of Python', ...pythonProgram('csv', CSV) },
    ],
    goals: [at(1e6, atMostTimes(2, 'DuckDB'))],
    limits: { memory: 300 * MB },
  },
  {
    ...rows,
    name: 'psy rows --where, 10 rows of all',
    ours: recorded(DONE, 'rows', 't', '--where', 'x == 500'),
    peers: [
      {
        name: 'DuckDB, writes and reads .csv',
        ...duckdb('await connection.runAndReadAll("SELECT * FROM \'rows.csv\' WHERE x = 500");'),
      },
    ],
  },
  { ...rows, name: 'psy report', ours: recorded(HALF, 'report', 't') },
];
