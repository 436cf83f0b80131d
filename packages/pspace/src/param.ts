import { isNdArray, NdColumn } from '@psyrun/columns';
import { plainValue } from '@psyrun/columns/internal';
import { PsyrunError, type Column, type Table } from '@psyrun/core';
import { Axis } from './axes/axis.ts';
import { listAxis, ListAxis } from './axes/list-axis.ts';
import { requireReadable, requireValue, requireValues } from './axes/require-values.ts';
import { entriesOf } from './operand.ts';
import { paramOf, type Assigned } from './operators/param.ts';
import { Space } from './space.ts';
import type { ParamRow, ParamValues } from './types.ts';

/**
 * Parameters side by side: row `i` has value `i` of every sequence.
 *
 * Sequences are arrays, typed arrays, n-d arrays (along their first axis) and what the builders
 * return; all have the same length. Everything else is a scalar and is the same in every row:
 * numbers, strings, booleans, null, dates, bytes (`Uint8Array`) and plain objects. Scalars alone
 * make one row. For a list that is the same in every row, multiply with `param({ key: [list] })`.
 *
 * Throws `PSYRUN_LENGTHS_DIFFER` for sequences of different length, and `PSYRUN_VALUE` for a value
 * that a row cannot hold: undefined, functions, symbols, instances of classes, and text with half of
 * a character, as `'😀'.slice(0, 1)` makes it.
 *
 * @example
 * ```ts
 * param({ a: [1, 2], b: [3, 4], c: 'x' }).build(); // => { a: [1, 2], b: [3, 4], c: ['x', 'x'] }
 * param({ a: 1, b: 'xyz' }).length; // => 1
 * ```
 */
export function param<Given extends object>(
  given: (Given extends readonly unknown[] ? never : Given) & ParamValues<Given>,
): Space<ParamRow<Given>> {
  const assigned = new Map<string, Assigned>();
  const values = given as Readonly<Record<string, unknown>>;
  for (const [key, value] of entriesOf(values, 'param({ radius: [0.5, 1] })')) {
    assigned.set(key, assignedOf(key, value));
  }
  return new Space(paramOf(assigned));
}

/**
 * The rows of a table, such as the content of a result file, as a space.
 *
 * Every column is a sequence, a `Uint8Array` too. The columns are not copied: do not change them
 * as long as the space is used. Throws `PSYRUN_LENGTHS_DIFFER` for columns of different length, and
 * `PSYRUN_VALUE` for undefined, functions, symbols and text with half of a character.
 *
 * @example
 * ```ts
 * const result = { radius: [0.5, 1], area: [0.79, 3.14] };
 * missing(param({ radius: [0.5, 1, 2] }), fromTable(result)).build(); // => { radius: [2] }
 * ```
 */
export function fromTable(table: Table): Space {
  const axes = entriesOf(table, 'fromTable({ radius: [0.5, 1] })').map(([key, column]) => {
    const values = indexable(key, column);
    requireReadable(values, key);
    return [key, { axis: new ListAxis(values) }] as const;
  });
  return new Space(paramOf(new Map(axes)));
}

function assignedOf(key: string, value: unknown): Assigned {
  const axis = axisOf(value);
  if (axis === undefined) {
    requireValue(value, key);
    return { constant: value };
  }
  requireValues(axis.given(), key);
  return { axis };
}

/** Returns the axis of a sequence, or undefined for a scalar. */
function axisOf(value: unknown): Axis | undefined {
  if (value instanceof Axis) return value;
  if (Array.isArray(value)) return listAxis(value as unknown[]);
  const column = columnOf(value);
  return column && new ListAxis(copied(column));
}

/**
 * Returns the value as a column if it is one: an n-d array along its first axis, or an object with
 * the members of a column.
 */
function columnOf(value: unknown): Column | undefined {
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return undefined;
  if (isNdArray(value)) {
    return value.shape.length > 0 ? new NdColumn(value.shape, value.data) : undefined;
  }
  if (!('at' in value) || typeof value.at !== 'function') return undefined;
  return 'length' in value && Symbol.iterator in value ? (value as Column) : undefined;
}

function copied(column: Column): ArrayLike<unknown> {
  if (ArrayBuffer.isView(column)) return (column as unknown as Float64Array).slice();
  return Array.from(column);
}

function indexable(key: string, column: Column): ArrayLike<unknown> & Iterable<unknown> {
  const isList = Array.isArray(column) || ArrayBuffer.isView(column);
  if (isList) return plainValue(column) as readonly unknown[];
  const values = columnOf(column);
  if (values !== undefined) return Array.from(values);
  throw new PsyrunError('PSYRUN_ARGUMENT', `The column ${JSON.stringify(key)} is not a list.`, {
    hint: 'A column has one value for each row.',
  });
}
