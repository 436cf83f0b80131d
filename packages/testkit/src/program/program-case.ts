import type { Expect } from '../test-runner.ts';
import type { ProgramTrial } from './program-trial.ts';

/** One requirement on a worker program. */
export interface ProgramCase {
  readonly name: string;
  readonly run: (trial: ProgramTrial, expect: Expect) => Promise<void>;
}

/** Cases that belong together. */
export interface ProgramGroup {
  readonly name: string;
  readonly cases: readonly ProgramCase[];
}
