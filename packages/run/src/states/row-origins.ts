import { lengthOf, type Range } from '@psyrun/pspace/internal';
import type { KnownRun } from '../directory/known-runs.ts';
import { codeDigest } from '../fingerprint/code-digest.ts';
import { ROW_DONE } from './row-state.ts';

/** The states of rows and the runs that evaluated them. */
interface EvaluatedRows {
  indices(...states: readonly number[]): Iterable<number>;
  originOf(index: number): number;
}

/** The code that evaluated some rows of a result. */
export interface RowOrigin {
  /** SHA-256 digest of the code, see `codeDigest`. */
  readonly code: string;
  /** The digests of its files, by their paths relative to the task file. */
  readonly files: Readonly<Record<string, string>>;
  /** Number of rows. */
  readonly rows: number;
  /** Indices of the rows in the space. */
  readonly ranges: readonly Range[];
}

/** The digest that stands for code of which no description is left. */
const UNKNOWN_CODE = '0'.repeat(64);

/**
 * Returns the origins of the done rows, the oldest code first. Rows of a run that is not among `runs`
 * are of unknown code.
 */
export function rowOrigins(states: EvaluatedRows, runs: readonly KnownRun[]): RowOrigin[] {
  const named = runs.map(({ run: { fingerprint } }) => ({
    code: codeDigest(fingerprint),
    files: fingerprint.files,
    ranges: [] as [number, number][],
  }));
  const codes = [...named, { code: UNKNOWN_CODE, files: {}, ranges: [] as [number, number][] }];
  // Generations of the same code share one list.
  const shared = codes.map(({ code }) => codes.find((other) => other.code === code)!);
  for (const index of states.indices(ROW_DONE)) {
    const ranges = shared[states.originOf(index)]?.ranges;
    const last = ranges?.at(-1);
    if (last?.[1] === index) last[1] = index + 1;
    else ranges?.push([index, index + 1]);
  }
  return codes
    .filter(({ ranges }) => ranges.length > 0)
    .map((origin) => ({ ...origin, rows: lengthOf(origin.ranges) }));
}
