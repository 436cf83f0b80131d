import type { Expect } from '../test-runner.ts';
import type { BackendTrial } from './backend-trial.ts';

/** One requirement on a backend. */
export interface BackendCase {
  readonly name: string;
  readonly run: (trial: BackendTrial, expect: Expect) => Promise<void>;
}

/** Cases that belong together. */
export interface BackendGroup {
  readonly name: string;
  readonly cases: readonly BackendCase[];
}
