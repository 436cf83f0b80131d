import type { Axis } from './axis.ts';
import { linspace } from './linspace.ts';
import { range } from './range.ts';

/** What a frozen axis may name: functions that check their arguments. */
export const BUILDERS: ReadonlyMap<string, (...args: never[]) => Axis> = new Map<
  string,
  (...args: never[]) => Axis
>([
  ['linspace', linspace],
  ['range', range],
]);
