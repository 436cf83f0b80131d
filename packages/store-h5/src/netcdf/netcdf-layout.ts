import { layoutOf, packColumn, sizeOf, type PackedColumn } from '@psyrun/columns/internal';
import type { Column } from '@psyrun/core';
import type { Elements } from '../library/h5-dataset.ts';
import type { TablesPlan } from '../tables-plan.ts';
import { stringTypeOf } from '../type/encode-column.ts';
import type { Grid } from './grid.ts';
import { elementsOf, lengthsOf, variableOf, type Dimension, type Variable } from './variable.ts';

/** A variable whose values are known before the rows are read: those of a parameter. */
export interface Coordinate {
  readonly variable: Variable;
  readonly elements: Elements;
}

/** The dimensions and variables of a file. */
export interface NetcdfLayout {
  /** All dimensions. Those with a coordinate of the same name are parameters. */
  readonly dimensions: readonly Dimension[];
  /** The parameters that are dimensions. */
  readonly axes: readonly Coordinate[];
  /** The parameters that have one value, without dimensions. */
  readonly constants: readonly Coordinate[];
  /** The other columns. */
  readonly variables: readonly Variable[];
  /** True if some rows of the space are missing. */
  readonly isPartial: boolean;
}

/** Returns the layout of a file, given its rows. Throws `PSYRUN_STORE_VALUE` for what netCDF cannot hold. */
export function netcdfLayout(
  grid: Grid | undefined,
  { rows, layouts, strings }: TablesPlan,
): NetcdfLayout {
  const names = new Names([...layouts.keys(), ...(grid?.axes.keys() ?? [])]);
  const axes = Array.from(grid?.axes ?? [], ([key, column]) =>
    coordinate(key, column, [{ name: key, length: column.length }]),
  );
  const constants = Array.from(grid?.constants ?? [], ([key, column]) =>
    coordinate(key, column, []),
  );
  const along = grid
    ? axes.flatMap(({ variable }) => variable.along)
    : [{ name: names.free('row'), length: rows }];
  const variables = Array.from(layouts)
    .filter(([key]) => !(grid?.axes.has(key) ?? false) && !(grid?.constants.has(key) ?? false))
    .map(([key, layout]) => {
      const within = layout.rowShape.map((length, i) => ({
        name: names.free(`${key}_dim_${i}`),
        length,
      }));
      return variableOf(key, layout, strings.get(key), { along, within });
    });
  const dimensions = [...along, ...variables.flatMap(({ within }) => within)];
  return { dimensions, axes, constants, variables, isPartial: rows < sizeOf(lengthsOf(along)) };
}

function coordinate(key: string, column: Column, along: readonly Dimension[]): Coordinate {
  const packed: PackedColumn = packColumn(key, column);
  const variable = variableOf(key, layoutOf(packed, 'others'), stringTypeOf(packed), {
    along,
    within: [],
  });
  return { variable, elements: elementsOf(variable, packed) };
}

/** Names that are not used twice. */
class Names {
  readonly #taken: Set<string>;

  constructor(taken: readonly string[]) {
    this.#taken = new Set(taken);
  }

  /** Returns a name that is not taken, and takes it. */
  free(wanted: string): string {
    let name = wanted;
    while (this.#taken.has(name)) name += '_';
    this.#taken.add(name);
    return name;
  }
}
