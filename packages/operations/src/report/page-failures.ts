import { join } from 'node:path';
import { causeLines, cutText, type ErrorDetails } from '@psyrun/core';
import { logTail } from '@psyrun/jobs';
import type { PageFailure } from '@psyrun/report';
import { ROW_FAILED, type RowStates, type RunDescription } from '@psyrun/run';
import type { LoadedTask } from '@psyrun/task';
import { readGroups } from '../failures/read-groups.ts';
import { regionOf } from '../failures/region-of-rows.ts';
import { pageRule } from './page-rule.ts';
import type { RowNumbers } from './row-numbers.ts';

/** Most groups of a page, of those with a log, and of those for which a rule is looked for. */
const MOST_GROUPS = 100;
const MOST_LOGS = 20;
const MOST_RULES = 20;
/** Most characters of a message and of a log. */
const LONGEST_MESSAGE = 2000;
const LONGEST_LOG = 4000;

/** The failures of a page, and the failure of each row: from 1, and 0 for none. */
export interface PageFailures {
  readonly failures: PageFailure[];
  readonly failureOf: Uint16Array;
}

/** Returns the failures of a task in groups, for rows that are in the state `failed` in `states`. */
export async function pageFailures(
  task: LoadedTask,
  run: RunDescription | undefined,
  states: RowStates,
  rows: RowNumbers,
): Promise<PageFailures> {
  const failureOf = new Uint16Array(states.length);
  const failures: PageFailure[] = [];
  const found = await readGroups(task);
  for (const { error, rows: all } of found.groups.slice(0, MOST_GROUPS)) {
    const failed = all.filter((row) => states.at(row) === ROW_FAILED);
    if (failed.length === 0) continue;
    const number = failures.length + 1;
    for (const row of failed) failureOf[row] = number;
    const worker = rows.workers[rows.workerOf[failed[0]!]! - 1];
    const region = regionOf(failed, found);
    const rule =
      region.length > 0 || number > MOST_RULES ? undefined : pageRule(failed, found.space, states);
    const log = number > MOST_LOGS ? '' : await endOfLog(task, run, worker?.job);
    failures.push({
      ...textsOf(error),
      count: failed.length,
      region,
      ...(rule && { rule }),
      firstRow: failed[0]!,
      ...(log !== '' && { log }),
    });
  }
  return { failures, failureOf };
}

function textsOf(error: ErrorDetails): Pick<PageFailure, 'name' | 'message' | 'causes'> {
  const message = cutText(error.message, LONGEST_MESSAGE);
  return { name: error.name, message, causes: causeLines(error, { longest: LONGEST_MESSAGE }) };
}

async function endOfLog(
  { workdir, name }: LoadedTask,
  run: RunDescription | undefined,
  job: string | undefined,
): Promise<string> {
  // The name is from a journal: only one of this task names a file.
  if (run === undefined || !job?.startsWith(`${name}:process:`) || /[/\\]/.test(job)) return '';
  return (await logTail(join(workdir, `${job}.log`), new Date(run.created))).slice(-LONGEST_LOG);
}
