import type { TestRunner } from '../test-runner.ts';
import { ENDING } from './ending.ts';
import { EVALUATING } from './evaluating.ts';
import type { ProgramGroup } from './program-case.ts';
import { ProgramTrial, type WorkerProgram } from './program-trial.ts';
import { STARTING } from './starting.ts';

/** Milliseconds: programs of some languages start slowly, and the machine may be busy. */
const PATIENCE = 60_000;

const GROUPS: readonly ProgramGroup[] = [STARTING, EVALUATING, ENDING];

/**
 * Defines the tests that every worker program must pass, with the functions of a test runner. The
 * suite speaks the worker protocol itself. Each test starts the program once.
 *
 * ```ts no-run
 * import { describe, expect, test } from '@jest/globals';
 * import { describeWorkerProgram } from '@psyrun/testkit';
 *
 * describeWorkerProgram({ describe, test, expect }, 'my worker', {
 *   argv: ['./worker'],
 *   examples: [{ row: { x: 3 }, result: { y: 9 } }],
 *   failing: { x: 'three' },
 * });
 * ```
 */
export function describeWorkerProgram(
  runner: TestRunner,
  name: string,
  program: WorkerProgram,
): void {
  runner.describe(name, () => {
    for (const group of GROUPS) {
      runner.describe(group.name, () => {
        for (const one of group.cases) {
          const run = async () => {
            const trial = new ProgramTrial(program);
            try {
              await one.run(trial, runner.expect);
            } finally {
              trial.end();
            }
          };
          runner.test(one.name, run, PATIENCE);
        }
      });
    }
  });
}
