import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from '@jest/globals';
import type { ParameterSpace, Store, Task } from '@psyrun/core';
import type { WorkContext } from '@psyrun/jobs';
import { openJournal } from '@psyrun/journal';
import { hashSpace } from '@psyrun/pspace';
import type { RunDescription, WorkDirectory } from '../src/index.ts';

const made: string[] = [];
afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true });
});

/** Returns a new folder that is removed after the test. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'psyrun run '));
  made.push(folder);
  return folder;
}

/** Returns a task whose file is in `folder`. Its rows are never evaluated. */
export function taskIn(folder: string, pspace: ParameterSpace, more: Partial<Task> = {}): Task {
  const file = join(folder, 'task_t.ts');
  const workdir = join(folder, 'psy-work', 't');
  if (!existsSync(file)) writeFileSync(file, 'export const execute = () => ({});');
  return {
    name: 't',
    file,
    pspace,
    workdir,
    resultfile: join(workdir, 'result.pkl'),
    code: async () => ({ [file]: readFileSync(file, 'utf8') }),
    fileDep: [],
    excludeFromResult: [],
    maxJobs: 4,
    minItems: 1,
    poolSize: 1,
    concurrency: 1,
    retries: 0,
    overwriteDirty: true,
    node: process.execPath,
    evaluator: { module: 'file:///nowhere.js', export: 'none' },
    store: { ext: '.pkl' } as Store,
    storeAddress: {
      module: new URL('./make-store.ts', import.meta.url).href,
      export: 'makeStore',
      options: {},
    },
    scheduler: { name: 'immediate' } as Task['scheduler'],
    schedulerArgs: {},
    ...more,
  };
}

/** The context of a job that says nothing and is not stopped. */
export const jobContext: WorkContext = {
  index: undefined,
  log: () => {},
  rowEnded: () => {},
  signal: new AbortController().signal,
  slots: 1,
  share: <T>(_key: string, make: () => T) => make(),
};

/**
 * Records rows of a space in the journal of a job: as failed for `null`, else with a result. `run` is
 * the run that the journal names.
 */
export async function record(
  directory: WorkDirectory,
  job: number,
  space: ParameterSpace,
  results: Readonly<Record<number, number | null>>,
  run?: Pick<RunDescription, 'created' | 'generation'>,
): Promise<void> {
  const named = run && { run: run.created, generation: run.generation };
  const session = { space: hashSpace(space), ...named };
  const journal = await openJournal(directory.journal(job), session);
  for (const [key, y] of Object.entries(results)) {
    const index = Number(key);
    const common = { index, attempt: 1, startedAt: 0, duration: 1 };
    const row = space.at(index);
    if (y !== null) journal.append({ ...common, kind: 'done', row: { ...row, y } });
    else {
      const error = { name: 'Error', message: 'no', reason: 'threw' as const };
      journal.append({ ...common, kind: 'failed', row, error });
    }
  }
  await journal.close();
}
