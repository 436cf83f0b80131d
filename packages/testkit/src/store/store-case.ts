import type { Store, StoreCapabilities } from '@psyrun/core';
import type { Expect } from '../test-runner.ts';

/** The arguments of a case: a new store, a path in an empty folder, and the comparison. */
export interface StoreTrial {
  readonly store: Store;
  /** The path of a file that does not exist yet. */
  readonly file: string;
  readonly expect: Expect;
}

/** Which of the methods a store has that it may leave out. */
export interface OptionalMethods {
  readonly inspect: boolean;
  readonly checkRow: boolean;
}

/** One requirement on a store. */
export interface StoreCase {
  readonly name: string;
  /** True for the stores that the case applies to; if it is left out, it applies to all. */
  readonly when?: (capabilities: StoreCapabilities, methods: OptionalMethods) => boolean;
  readonly run: (trial: StoreTrial) => Promise<void>;
}

/** Cases that belong together. */
export interface StoreGroup {
  readonly name: string;
  readonly cases: readonly StoreCase[];
}
