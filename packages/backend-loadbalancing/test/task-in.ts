import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Task } from '@psyrun/core';
import { param, range } from '@psyrun/pspace';

/**
 * Returns a task whose file and work directory, named `name`, are in `folder`. Nothing evaluates
 * it.
 */
export function taskIn(folder: string, name: string, rows: number): Task {
  const file = join(folder, 'task_t.ts');
  writeFileSync(file, '');
  const workdir = join(folder, name);
  const store = new URL('./crash/make-store.mjs', import.meta.url).href;
  return {
    name: 't',
    file,
    pspace: param({ x: range(rows) }),
    workdir,
    resultfile: join(workdir, 'result.json'),
    code: async () => ({ [file]: readFileSync(file, 'utf8') }),
    fileDep: [],
    excludeFromResult: [],
    maxJobs: 4,
    minItems: 1,
    storeAddress: { module: store, export: 'makeStore', options: {} },
    scheduler: { name: 'none' } as Task['scheduler'],
    evaluator: { module: 'file:///none.js', export: 'evaluator', options: {} },
  } as Partial<Task> as Task;
}
