import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Store } from '@psyrun/core';
import type { TestRunner } from '../test-runner.ts';
import { APPENDING } from './appending.ts';
import { BATCHES } from './batches.ts';
import { CHECKING } from './checking.ts';
import { CHOOSING } from './choosing.ts';
import { CONTRACT } from './contract.ts';
import { FILES } from './files.ts';
import { INSPECTING } from './inspecting.ts';
import { ROWS } from './rows.ts';
import { SAVING } from './saving.ts';
import { SCANNING } from './scanning.ts';
import type { StoreCase, StoreGroup } from './store-case.ts';
import { VALUES } from './values.ts';
import { WRITERS } from './writers.ts';

const GROUPS: readonly StoreGroup[] = [
  CONTRACT,
  SAVING,
  BATCHES,
  VALUES,
  APPENDING,
  ROWS,
  SCANNING,
  CHOOSING,
  INSPECTING,
  CHECKING,
  FILES,
  WRITERS,
];

/**
 * Defines the tests that every store must pass, with the functions of a test runner.
 *
 * The declarations in `capabilities` select the tests, and so do the methods that a store may leave
 * out. A declared kind of value must be loaded as
 * it was saved. A kind that is not declared must be refused with `PSYRUN_STORE_VALUE`, and the file
 * must not change. Values count as equal if they give a row the same identity: `1` and `1n`, a list
 * and a typed array of the same numbers.
 *
 * `create` makes a new store for every test. Each test has a folder of its own.
 *
 * ```ts no-run
 * import { describe, expect, test } from '@jest/globals';
 * import { describeStore } from '@psyrun/testkit';
 * import { PickleStore } from '../src/pickle-store.ts';
 *
 * describeStore({ describe, test, expect }, 'PickleStore', () => new PickleStore());
 * ```
 */
export function describeStore(runner: TestRunner, name: string, create: () => Store): void {
  const store = create();
  const { capabilities } = store;
  const methods = { inspect: 'inspect' in store, checkRow: 'checkRow' in store };
  runner.describe(name, () => {
    for (const group of GROUPS) {
      const cases = group.cases.filter(({ when }) => when?.(capabilities, methods) ?? true);
      if (cases.length === 0) continue;
      runner.describe(group.name, () => {
        for (const storeCase of cases) {
          runner.test(storeCase.name, () => runCase(storeCase, create(), runner.expect));
        }
      });
    }
  });
}

async function runCase(
  { run }: StoreCase,
  store: Store,
  expect: TestRunner['expect'],
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'psyrun-store-'));
  try {
    await run({ store, file: join(folder, `table${store.ext}`), expect });
  } finally {
    await rm(folder, { recursive: true });
  }
}
