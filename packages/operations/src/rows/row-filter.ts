import { plainRow } from '@psyrun/columns/internal';
import type { Row } from '@psyrun/core';
import type { RowsResult } from '../schemas/rows.ts';
import { checkNames, holds, namesIn, parseWhere } from '../where/index.ts';
import type { ListedRun } from './listed-run.ts';
import { factsOf, FACTS } from './row-facts.ts';

/** A description of the rows that are looked for. */
export interface RowFilter {
  /** Only rows in these states. */
  readonly states?: readonly RowsResult['state'][];
  /** Only rows for which this condition on parameters and results holds. */
  readonly where?: string;
  /** Only the rows with these indices, in this order. */
  readonly rows?: readonly number[];
  /** Only this many rows, those that took longest, the longest first. */
  readonly slowest?: number;
}

/**
 * Resolves to the indices of the rows that are looked for. Throws `PSYRUN_USAGE` for a condition that
 * cannot be used.
 */
export async function filteredRows(listed: ListedRun, filter: RowFilter): Promise<number[]> {
  const { slowest } = filter;
  const candidates = inStates(listed, filter);
  const found =
    filter.where === undefined ? [...candidates] : await where(listed, filter.where, candidates);
  return slowest === undefined ? found : slowestOf(listed, found, slowest);
}

function* inStates({ space, stateOf }: ListedRun, { states, rows }: RowFilter): Generator<number> {
  for (const row of rows ?? range(space.length)) {
    if (states === undefined || states.includes(stateOf(row))) yield row;
  }
}

function* range(length: number): Generator<number> {
  for (let i = 0; i < length; i++) yield i;
}

async function where(
  listed: ListedRun,
  text: string,
  candidates: Iterable<number>,
): Promise<number[]> {
  const { space, keys, recorded } = listed;
  const expression = parseWhere(text);
  checkNames(text, expression, [...new Set([...keys, ...FACTS])]);
  const names = namesIn(expression);
  const facts = names.some((name) => !keys.includes(name));
  const test = (index: number, values: Row): boolean =>
    holds(
      { text, expression },
      facts ? { ...listedFacts(listed, index), ...values } : values,
      index,
    );
  const found: number[] = [];
  const isOfResults = names.some((name) => keys.includes(name) && !space.keys.includes(name));
  if (!isOfResults) {
    for (const index of candidates) if (test(index, space.at(index))) found.push(index);
    return found;
  }
  for await (const [index, record] of recorded.read(candidates)) {
    if (test(index, { ...space.at(index), ...plainRow(record?.row ?? {}) })) found.push(index);
  }
  return found;
}

/** Returns what is known of a row beside its values. */
export function listedFacts({ recorded, stateOf }: ListedRun, row: number) {
  return factsOf(row, stateOf(row), recorded.at(row), recorded.secondsOf(row));
}

function slowestOf({ recorded }: ListedRun, rows: readonly number[], most: number): number[] {
  const timed = rows.filter((row) => recorded.secondsOf(row) !== undefined);
  const duration = (row: number): number => recorded.secondsOf(row)!;
  return timed.sort((a, b) => duration(b) - duration(a)).slice(0, most);
}
