import { readFileSync } from 'node:fs';

interface Case {
  readonly args: readonly [number, number, number, number?];
  readonly values: readonly number[];
}

/** The output of tools/fixtures/numpy-builders.py. */
export const numpyBuilders = JSON.parse(
  readFileSync(new URL('../fixtures/numpy-builders.json', import.meta.url), 'utf8'),
) as {
  readonly linspace: readonly Case[];
  readonly arange: readonly Case[];
  readonly logspace: readonly Case[];
  readonly geomspace: readonly Case[];
  readonly sobol: Readonly<Record<string, readonly (readonly number[])[]>>;
  readonly normalQuantile: readonly { readonly p: number; readonly value: number }[];
  readonly exp: readonly { readonly x: number; readonly value: number }[];
  readonly log: readonly { readonly x: number; readonly value: number }[];
};

/** How far apart two numbers are in relation to their size. */
export function relativeError(actual: number, expected: number): number {
  return actual === expected ? 0 : Math.abs((actual - expected) / expected);
}
