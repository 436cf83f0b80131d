import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Backend, Task } from '@psyrun/core';
import type { TestRunner } from '../test-runner.ts';
import type { BackendCase, BackendGroup } from './backend-case.ts';
import { BackendTrial } from './backend-trial.ts';
import { BEFORE_A_RUN } from './before-a-run.ts';
import { FAILURES } from './failures.ts';
import { RUNNING } from './running.ts';
import type { TaskParts } from './task-parts.ts';

/** Processes are started, on a machine that may be busy. */
const PATIENCE = 120_000;

const GROUPS: readonly BackendGroup[] = [BEFORE_A_RUN, RUNNING, FAILURES];

/**
 * Defines the tests that every backend must pass, with the functions of a test runner.
 *
 * The suite makes a task of the given parts. It runs the jobs of the backend one after the other in
 * this process. Then it checks the result and which rows were evaluated. Each test has a folder of
 * its own.
 *
 * ```ts no-run
 * import { describe, expect, test } from '@jest/globals';
 * import { param, range } from '@psyrun/pspace';
 * import { describeBackend } from '@psyrun/testkit';
 * import { DistributeBackend } from '../src/index.ts';
 *
 * const parts = {
 *   pspace: param({ x: range(7) }),
 *   store: { module: import.meta.resolve('@psyrun/store-pickle'), export: 'PickleStore' },
 * };
 * const create = (task) => new DistributeBackend(task);
 * describeBackend({ describe, test, expect }, 'DistributeBackend', create, parts);
 * ```
 */
export function describeBackend(
  runner: TestRunner,
  name: string,
  create: (task: Task) => Backend,
  parts: TaskParts,
): void {
  runner.describe(name, () => {
    for (const group of GROUPS) {
      runner.describe(group.name, () => {
        for (const one of group.cases) {
          const run = () => runCase(one, create, parts, runner.expect);
          runner.test(one.name, run, PATIENCE);
        }
      });
    }
  });
}

async function runCase(
  { run }: BackendCase,
  create: (task: Task) => Backend,
  parts: TaskParts,
  expect: TestRunner['expect'],
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), `psyrun 'kit" 100% ü `));
  try {
    await run(await BackendTrial.in(folder, create, parts), expect);
  } finally {
    await rm(folder, { recursive: true });
  }
}
