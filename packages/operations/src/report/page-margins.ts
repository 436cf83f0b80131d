import { binsOf, cellsOf, spaceAxis, type PageMargin } from '@psyrun/report';
import { asSpace } from '@psyrun/pspace';
import type { ParameterSpace } from '@psyrun/core';
import type { RowStates } from '@psyrun/run';
import type { RowNumbers } from './row-numbers.ts';

/** Most values of a parameter that have their numbers in a page. */
const MOST_VALUES = 50;

/** Returns exact numbers of all rows for each value of each parameter, neighbouring values together. */
export function pageMargins(
  space: ParameterSpace,
  states: RowStates,
  { results }: RowNumbers,
): PageMargin[] {
  const { length } = space;
  const frozen = asSpace(space).freeze();
  const indices = Float64Array.from({ length }, (_, i) => i);
  const stateOf = Uint8Array.from({ length }, (_, i) => states.at(i));
  const mask = new Uint8Array(length).fill(1);
  return space.keys.flatMap((key) => {
    const bins = binsOf(spaceAxis(frozen, key, indices), MOST_VALUES);
    const counted = cellsOf(bins, undefined, { states: stateOf, mask });
    const cells = [...results.values()].map((numbers) =>
      cellsOf(bins, undefined, { states: stateOf, mask, numbers }),
    );
    return counted.map(({ done, failed, missing }, i) => ({
      key,
      value: bins.labels[i]!,
      ...{ done, failed, missing },
      results: cells.map((column) => {
        const { count, mean, least, most } = column[i]!;
        return count === 0 ? null : ([mean, least, most] as const);
      }),
    }));
  });
}
