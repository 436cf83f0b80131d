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
  /** SHA-256 digest of the code, see `codeDigest`; zeros if the code is not known. */
  readonly code: string;
  /** The digests of its files, by their paths relative to the task file. */
  readonly files: Readonly<Record<string, string>>;
  /** Where the rows were adopted from; left out if they were evaluated in this run. */
  readonly source?: string;
  /** Number of rows. */
  readonly rows: number;
  /** Indices of the rows in the space. */
  readonly ranges: readonly Range[];
}

/** The digest that stands for code of which no description is left, and for that of a table. */
export const UNKNOWN_CODE: string = '0'.repeat(64);

type Named = Pick<RowOrigin, 'code' | 'files' | 'source'> & { readonly ranges: [number, number][] };

/**
 * Returns the origins of the done rows, the oldest code first. Rows of a run that is not among `runs`
 * are of unknown code.
 */
export function rowOrigins(states: EvaluatedRows, runs: readonly KnownRun[]): RowOrigin[] {
  const origins = [...runs.map(originOf), { code: UNKNOWN_CODE, files: {}, ranges: [] }];
  // Generations of the same code and source share one list.
  const shared = origins.map(({ code, source }) =>
    origins.find((one) => one.code === code && one.source === source)!,
  );
  for (const index of states.indices(ROW_DONE)) {
    const ranges = shared[states.originOf(index)]?.ranges;
    const last = ranges?.at(-1);
    if (last?.[1] === index) last[1] = index + 1;
    else ranges?.push([index, index + 1]);
  }
  return origins
    .filter(({ ranges }) => ranges.length > 0)
    .map((origin) => ({ ...origin, rows: lengthOf(origin.ranges) }));
}

function originOf({ run: { fingerprint, source } }: KnownRun): Named {
  const { files } = fingerprint;
  // A table has no code.
  const isTable = source !== undefined && Object.keys(files).length === 0;
  const code = isTable ? UNKNOWN_CODE : codeDigest(fingerprint);
  return { code, files, ...(source !== undefined && { source }), ranges: [] };
}
