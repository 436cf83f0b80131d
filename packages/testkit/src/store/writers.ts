import type { Table } from '@psyrun/core';
import { codeOf } from './code-of.ts';
import type { StoreGroup } from './store-case.ts';

const WRITERS_COUNT = 6;
const ROWS_EACH = 40;

/** Several writers of one file. */
export const WRITERS: StoreGroup = {
  name: 'writers at the same time',
  cases: [
    {
      name: 'appends are done or refused as busy, and the file holds those that were done',
      async run({ store, file, expect }) {
        await store.save(file, { writer: [-1] });
        const codes = await Promise.all(
          writers().map((writer) => codeOf(store.append(file, rowsOfWriter(writer)))),
        );
        const done = writers().filter((writer) => codes[writer] === 'none');
        expect(refusals(codes)).toEqual([]);
        expect(done.length > 0).toEqual(true);
        expect(await writersIn(store.load(file))).toEqual([-1, ...done]);
      },
    },
    {
      name: 'saves are done or refused as busy, and the file is one of those that were done',
      async run({ store, file, expect }) {
        const codes = await Promise.all(
          writers().map((writer) => codeOf(store.save(file, rowsOfWriter(writer)))),
        );
        const found = await writersIn(store.load(file));
        expect(refusals(codes)).toEqual([]);
        expect(found.map((writer) => codes[writer])).toEqual(['none']);
      },
    },
    {
      name: 'readers see the rows before or after an append',
      async run({ store, file, expect }) {
        await store.save(file, rowsOfWriter(0));
        const seen = new Set<string>();
        let isDone = false;
        const appending = store.append(file, rowsOfWriter(1)).finally(() => (isDone = true));
        try {
          while (!isDone) seen.add((await writersIn(store.load(file))).join());
        } finally {
          await appending;
        }
        expect([...seen].filter((found) => found !== '0' && found !== '0,1')).toEqual([]);
        expect(await writersIn(store.load(file))).toEqual([0, 1]);
      },
    },
    {
      name: 'a running scan continues while rows are appended',
      async run({ store, file, expect }) {
        const x = Array.from({ length: 70_000 }, (_, row) => row / 2);
        await store.save(file, { x, y: x });
        const rows: unknown[] = [];
        for await (const table of store.scan(file, { batch: 35_000 })) {
          rows.push(...table['x']!);
          await store.append(file, { x: [-1], y: [-1], late: [1] });
        }
        expect(rows.slice(0, x.length)).toEqual(x);
        expect(rows.slice(x.length).every((value) => value === -1)).toEqual(true);
      },
    },
  ],
};

function writers(): number[] {
  return Array.from({ length: WRITERS_COUNT }, (_, writer) => writer);
}

function rowsOfWriter(writer: number): Table {
  return { writer: new Array<number>(ROWS_EACH).fill(writer) };
}

/**
 * Returns the codes that are neither of completed work nor of a refusal because of another writer.
 */
function refusals(codes: readonly string[]): string[] {
  return codes.filter((code) => code !== 'none' && code !== 'PSYRUN_STORE_BUSY');
}

/** Returns the writers all of whose rows are in the table, in ascending order. */
async function writersIn(loading: Promise<Table>): Promise<number[]> {
  const counts = new Map<number, number>();
  for (const value of (await loading)['writer']!) {
    counts.set(Number(value), (counts.get(Number(value)) ?? 0) + 1);
  }
  return [...counts]
    .filter(([writer, count]) => count === (writer === -1 ? 1 : ROWS_EACH))
    .map(([writer]) => writer)
    .sort((a, b) => a - b);
}
