import { setOwnValue } from '@psyrun/columns/internal';
import { canonicalValue, isPickled, Pickled, type ProgramAddress, type Row } from '@psyrun/core';
import { checkLossless } from '@psyrun/journal';
import { refuseKeys, withResources } from '../../row/check-result.ts';
import { Exclusion } from '../../row/exclusion.ts';
import { joinedRow } from '../../row/joined-row.ts';
import type { IndexedRow } from '../../row/outcome.ts';
import { rowErrorOf } from '../../row/failure/row-error.ts';
import type { ReportMessage } from '../../worker/messages.ts';
import { isSuspicious, rowReader } from './decode-values.ts';
import type { Frame } from './frame-reader.ts';
import type { RawReport } from './program-messages.ts';

/** A row that the pool gave, with the number that pool and program use for it. */
export interface GivenRow extends IndexedRow {
  readonly number: number;
}

/** Settings of all rows of a report. */
export interface ReportSettings {
  /** With `index`, the program has the rows in its own form, and may return parameters with their types. */
  readonly rows: ProgramAddress['rows'];
  /** The values that the program set up. */
  readonly resources: Row;
  readonly exclude: readonly string[];
}

/**
 * Returns the report of a program as a worker in JavaScript makes it. A row fails if its result has
 * a key of its parameters or a value that cannot be kept. Throws `BrokenProtocol` for a value that
 * cannot be read.
 */
export function checkedReport(
  report: RawReport,
  given: readonly GivenRow[],
  { line, payload }: Frame,
  { resources, exclude, rows }: ReportSettings,
): ReportMessage {
  const read = rowReader(payload);
  const results = report.added.map((value, i) =>
    value === null ? null : read(value, `"added"[${i}]`),
  );
  const exclusion = new Exclusion(exclude);
  const mayBeLossy = isSuspicious(line);
  const hasResources = Object.keys(resources).length > 0;
  const known = (row: GivenRow) => (hasResources ? withResources(row, resources) : row.row);
  const errors = [...report.errors];
  const added = results.map((result, i) => {
    if (result === null) return null;
    try {
      const row = given[i]!;
      const [parameters, own] = rows === 'index' ? typedParameters(result, row) : [{}, result];
      refuseKeys(own, known(row), row.index);
      const whole = rows === 'index' ? joinedRow(parameters, own) : own;
      const kept = exclusion.from(hasResources ? joinedRow(resources, whole) : whole);
      if (mayBeLossy) checkLossless(kept);
      return kept;
    } catch (error) {
      errors[i] = rowErrorOf(error, 'refused');
      return null;
    }
  });
  return {
    ...{ kind: 'report', rows: report.rows, added, errors },
    ...{ startedAt: report.startedAt, durations: report.durations },
    excluded: [...new Set([...report.excluded, ...exclusion.seen])],
  };
}

/**
 * Divides a result into the parameters of its row and the rest. A parameter of another value is left out:
 * the row has the value that counts.
 */
function typedParameters(result: Row, { row }: GivenRow): [parameters: Row, rest: Row] {
  const parameters: Record<string, unknown> = {};
  const rest: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(result)) {
    if (!Object.hasOwn(row, key)) setOwnValue(rest, key, value);
    // Only the program has the value itself. In psyrun, that of the row stands for it.
    else if (isPickled(value)) setOwnValue(parameters, key, new Pickled(row[key], value.pickle));
    else if (canonicalValue(value) === canonicalValue(row[key]))
      setOwnValue(parameters, key, value);
  }
  return [parameters, rest];
}
