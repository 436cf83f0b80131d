import fc from 'fast-check';
import type { SweepKind } from './swept-project.ts';

/** A step of a history: what a user does, or what befalls a run. */
export type Step =
  | { readonly kind: 'run'; readonly run: RunStep }
  | { readonly kind: 'kill'; readonly run: RunStep; readonly afterRows: number }
  | { readonly kind: 'grow' | 'shrink'; readonly values: readonly number[] }
  | { readonly kind: 'reorder' | 'change the code' | 'lose the result' };

/** One `psy run`. */
export interface RunStep {
  readonly isContinued: boolean;
  readonly acceptsChanges: boolean;
  /** The rows that fail. */
  readonly failing: readonly number[];
}

const value = fc.integer({ min: 0, max: 9 });
const values = fc.uniqueArray(value, { minLength: 1, maxLength: 6 });
const run: fc.Arbitrary<RunStep> = fc.record({
  isContinued: fc.boolean(),
  acceptsChanges: fc.nat(3).map((n) => n === 0),
  failing: fc.oneof(
    fc.constant<number[]>([]),
    fc.uniqueArray(value, { minLength: 1, maxLength: 4 }),
  ),
});
const plain = (kind: 'reorder' | 'change the code' | 'lose the result') =>
  fc.constant({ kind } as const);

/** A step of a history. */
export const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('run' as const), run }) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('kill' as const), run, afterRows: fc.nat(5) }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('grow' as const), values }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('shrink' as const), values }) },
  { weight: 1, arbitrary: plain('reorder') },
  { weight: 2, arbitrary: plain('change the code') },
  { weight: 1, arbitrary: plain('lose the result') },
);

/** The backend and the store of a history. */
export const sweepKind = (hasWorkers: boolean): fc.Arbitrary<SweepKind> =>
  fc.record({
    backend: fc.constantFrom('distribute', 'load-balancing'),
    store: fc.constantFrom('.pkl', '.npz', '.h5'),
    hasWorkers: fc.constant(hasWorkers),
  });
