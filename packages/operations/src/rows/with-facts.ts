import { rowCount } from '@psyrun/columns';
import { emptyTable } from '@psyrun/columns/internal';
import {
  PsyrunError,
  type Column,
  type ParameterSpace,
  type Table,
  type TableReader,
  type Task,
} from '@psyrun/core';
import { readRecords, RecordedRows, ROW_DONE } from '@psyrun/run';
import { mebibytesOf, secondsOf } from './row-facts.ts';

/** A column that is exported beside the results. */
export type ExportedFact = 'duration' | 'state' | 'attempt' | 'cpu' | 'memory' | 'host';

/** Returns a reader of tables with further columns. */
export type AddFacts = (tables: TableReader) => TableReader;

/**
 * Returns what adds columns to the tables of the done rows of a task, in their order: `duration` in seconds,
 * NaN where it was not recorded; `state`; `attempt`, 0 where it was not recorded; `cpu` in seconds and
 * `memory` in MiB, NaN where it was not measured; `host`. `rows` is their number.
 *
 * The reader throws `PSYRUN_USAGE` if the result has a column of one of these names.
 */
export async function factsAdder(
  task: Task,
  facts: readonly ExportedFact[],
  rows: number,
): Promise<AddFacts> {
  let recorded: RecordedRows | undefined;
  const { states, space } = await readRecords(task, (_, before, present) => {
    const noted = (recorded = new RecordedRows(before, present));
    return (record, file) => void noted.note(record, file);
  });
  return (tables) =>
    async function* () {
      // A certified result has all rows, also if journals are gone.
      const indices = rows === space.length ? range(space) : states.indices(ROW_DONE);
      for await (const table of tables()) {
        checkClash(table, facts);
        const own = Array.from({ length: rowCount(table) }, () => indices.next().value as number);
        const added = facts.map((fact) => [fact, factColumn(fact, own, recorded!)] as const);
        yield Object.assign(emptyTable(), table, Object.fromEntries(added));
      }
    };
}

function* range({ length }: ParameterSpace): Generator<number, undefined> {
  for (let i = 0; i < length; i++) yield i;
}

function factColumn(fact: ExportedFact, indices: readonly number[], rows: RecordedRows): Column {
  switch (fact) {
    case 'state':
      return indices.map(() => 'done');
    case 'attempt':
      return Int32Array.from(indices, (index) => rows.at(index)?.attempt ?? 0);
    case 'duration':
      return Float64Array.from(indices, (index) => rows.secondsOf(index) ?? NaN);
    case 'cpu':
      return Float64Array.from(indices, (index) => secondsOf(rows.at(index)?.usage?.cpu ?? NaN));
    case 'memory':
      return Float64Array.from(indices, (index) =>
        mebibytesOf(rows.at(index)?.usage?.memory ?? NaN),
      );
    case 'host':
      return indices.map((index) => hostOf(rows.at(index)?.session['host']));
  }
}

function hostOf(host: unknown): string {
  return typeof host === 'string' ? host : '';
}

function checkClash(table: Table, facts: readonly ExportedFact[]): void {
  const clash = facts.find((fact) => Object.hasOwn(table, fact));
  if (clash === undefined) return;
  throw new PsyrunError(
    'PSYRUN_USAGE',
    `The result has a column '${clash}' itself, so psyrun's own cannot be written beside it.`,
    {
      hint: `Leave it out of --with, or choose other columns with --columns.`,
      fields: { key: clash },
    },
  );
}
