import { rowCount } from '@psyrun/columns';
import { plainValue } from '@psyrun/columns/internal';
import { canonicalValue, type Column, type ExportedProduct, type Table } from '@psyrun/core';

/** The space of a file whose dimensions are parameters. */
export interface Grid {
  /** The parameters that vary, by name, in the order of the space: no value occurs twice. */
  readonly axes: ReadonlyMap<string, Column>;
  /** The parameters that have one value in all rows: columns of one row. */
  readonly constants: ReadonlyMap<string, Column>;
}

/**
 * Returns the grid of a space. Undefined if it is none: in some factor several parameters vary together, or
 * none does, or a value occurs twice, is NaN or a list, so that it could not be selected.
 */
export function gridOf(product: ExportedProduct | undefined): Grid | undefined {
  const axes = new Map<string, Column>();
  const constants = new Map<string, Column>();
  for (const factor of product?.factors ?? []) {
    if (!addFactor(factor, axes, constants)) return undefined;
  }
  return axes.size === 0 ? undefined : { axes, constants };
}

function addFactor(
  factor: Table,
  axes: Map<string, Column>,
  constants: Map<string, Column>,
): boolean {
  const rows = rowCount(factor);
  let varying = 0;
  for (const [key, column] of Object.entries(factor)) {
    const different = new Set(Array.from(column, canonicalValue));
    if (different.size <= 1) {
      constants.set(key, firstOf(column));
    } else {
      if (different.size < rows || !Array.from(column, plainValue).every(isSelectable))
        return false;
      varying++;
      axes.set(key, column);
    }
  }
  return varying === (rows === 1 ? 0 : 1);
}

function firstOf(column: Column): Column {
  return ArrayBuffer.isView(column)
    ? (column as unknown as Float64Array).slice(0, 1)
    : [column.at(0)];
}

/** True for a value by which a row can be found. */
function isSelectable(value: unknown): boolean {
  return SELECTABLE.has(typeof value) && !Number.isNaN(value);
}

const SELECTABLE: ReadonlySet<string> = new Set(['number', 'bigint', 'string', 'boolean']);
