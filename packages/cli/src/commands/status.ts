import type { ParameterSpace } from '@psyrun/core';
import { readStatus } from '@psyrun/run';
import type { LoadedTask } from '@psyrun/task';
import type { Console } from '../console.ts';
import { DONE } from '../exit-codes.ts';
import { formatRow } from '../format-row.ts';
import { openTasks, type Session } from '../session.ts';

/** Options of {@link printStatus}. */
export interface StatusOptions {
  readonly taskdir: string;
  readonly verbose?: boolean;
  readonly json?: boolean;
}

/** `psy status`: how many rows of each task are in which state. */
export async function printStatus(
  names: readonly string[],
  { taskdir, verbose = false, json = false }: StatusOptions,
  session: Session,
): Promise<number> {
  const { console } = session;
  for (const task of await openTasks(taskdir, names, session)) {
    const { states, complete, changes } = await readStatus(task);
    const counts = states.counts();
    if (json) {
      console.out(JSON.stringify({ task: task.name, ...counts, complete, changes }));
      continue;
    }
    console.out(`${task.name}:`);
    console.out(`  ${counts.done} out of ${counts.total} rows completed.`);
    if (counts.done < counts.total) {
      console.out(`  ${counts.failed} failed, ${counts.missing} missing.`);
    }
    for (const change of changes) console.out(`  ${change}`);
    if (verbose) await printDetails(task, console);
    console.out('');
  }
  return DONE;
}

async function printDetails(task: LoadedTask, console: Console): Promise<void> {
  const backend = new task.backend(task);
  printRows('Missing parameter sets:', await backend.getMissing(), console);
  printRows('Queued parameter sets:', await backend.getQueued(), console);
  const failed = await backend.getFailed();
  console.out(failed.length === 0 ? '  No failed jobs.' : '  Failed jobs:');
  for (const name of failed) console.out(`    ${name}`);
}

function printRows(title: string, rows: ParameterSpace, console: Console): void {
  console.out(`  ${title}`);
  for (const row of rows) console.out(`    ${formatRow(row)}`);
}
