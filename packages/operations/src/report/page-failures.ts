import { join } from 'node:path';
import { causeLines, cutText, type ErrorDetails } from '@psyrun/core';
import { logTail } from '@psyrun/jobs';
import type { PageFailure } from '@psyrun/report';
import type { TaskStatus } from '@psyrun/run';
import type { LoadedTask } from '@psyrun/task';
import type { GroupedFailures } from '../failures/group-failures.ts';
import { regionOf } from '../failures/region-of-rows.ts';
import { indexInRun } from '../rows/index-in-run.ts';
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

/** Returns groups of failures as a page shows them. All indices are of the present space of the task. */
export async function pageFailures(
  task: LoadedTask,
  status: TaskStatus,
  groups: readonly GroupedFailures[],
  rows: RowNumbers,
): Promise<PageFailures> {
  const { pspace: space } = task;
  const { states } = status;
  const failureOf = new Uint16Array(states.length);
  const failures: PageFailure[] = [];
  const inRun = indexInRun(task, status);
  for (const [i, { error, rows: failed }] of groups.slice(0, MOST_GROUPS).entries()) {
    for (const row of failed) failureOf[row] = i + 1;
    const worker = rows.workers[rows.workerOf[failed[0]!]! - 1];
    const region = regionOf(failed, { space, states });
    const rule = region.length > 0 || i >= MOST_RULES ? undefined : pageRule(failed, space, states);
    const log = i >= MOST_LOGS ? '' : await endOfLog(task, status, worker?.job);
    const firstRow = inRun(failed[0]!);
    failures.push({
      ...textsOf(error),
      count: failed.length,
      region,
      ...(rule && { rule }),
      ...(firstRow !== undefined && { firstRow }),
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
  { run }: TaskStatus,
  job: string | undefined,
): Promise<string> {
  // The name is from a journal: only one of this task names a file.
  if (run === undefined || !job?.startsWith(`${name}:process:`) || /[/\\]/.test(job)) return '';
  return (await logTail(join(workdir, `${job}.log`), new Date(run.created))).slice(-LONGEST_LOG);
}
