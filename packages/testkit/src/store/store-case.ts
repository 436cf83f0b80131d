import type { Store, StoreCapabilities } from '@psyrun/core';
import type { Expect } from '../test-runner.ts';

/** What a case is given: a new store, a path in an empty folder, and the comparison. */
export interface StoreTrial {
  readonly store: Store;
  /** Nothing is there yet. */
  readonly file: string;
  readonly expect: Expect;
}

/** One thing that a store has to do. */
export interface StoreCase {
  readonly name: string;
  /** Stores that the case is for; all if it is left out. */
  readonly when?: (capabilities: StoreCapabilities) => boolean;
  readonly run: (trial: StoreTrial) => Promise<void>;
}

/** Cases that belong together. */
export interface StoreGroup {
  readonly name: string;
  readonly cases: readonly StoreCase[];
}
