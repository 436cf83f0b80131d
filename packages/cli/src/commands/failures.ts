import type { ParameterSpace, Row } from '@psyrun/core';
import { MISSING, readFailures, type Failures } from '@psyrun/run';
import type { LoadedTask } from '@psyrun/task';
import type { Console } from '../terminal/console.ts';
import { DONE, FAILED } from '../terminal/exit-codes.ts';
import { failedJobs, type FailedJob } from '../failed-jobs.ts';
import { jobErrorLines, jobErrors } from '../job-errors.ts';
import { groupFailures, type FailureGroup } from '../group-failures.ts';
import { countReasons, printFailedJobs } from '../print-failed-jobs.ts';
import { region } from '../region.ts';
import { openTasks, type Session } from '../session.ts';
import { unlessSilent } from '../errors/unless-silent.ts';
import { unwrittenResult } from '../unwritten-result.ts';

/** Options of {@link printFailures}. */
export interface FailuresOptions {
  readonly taskdir: string;
  readonly json?: boolean;
}

/** Most rows that failures are compared with: a larger space is looked at in even steps. */
const MOST_OTHERS = 20_000;
/** Most rows of a group that are named. */
const MOST_NAMED = 10;
/** Most characters of a message that are printed. */
const LONGEST_MESSAGE = 500;

/**
 * `psy failures`: which errors the rows of tasks failed with, and where in the space, and why jobs
 * ended before they had done their rows. The exit code is 1 if the scheduler does not answer.
 */
export async function printFailures(
  names: readonly string[],
  { taskdir, json = false }: FailuresOptions,
  session: Session,
): Promise<number> {
  const { console } = session;
  let exitCode = DONE;
  for (const task of await openTasks(taskdir, names, session)) {
    const found = await readFailures(task);
    const groups = groupFailures(found.failures).map((group) => ({
      ...group,
      region: regionOf(group, found),
    }));
    let jobs: readonly FailedJob[] = [];
    const answered = await unlessSilent(console, async () => {
      jobs = (await failedJobs(task)).filter(endedEarly);
    });
    if (!answered) exitCode = FAILED;
    if (json) printJson(task, groups, jobs, console);
    else printGroups(task, groups, found, console);
    if (!json && jobs.length > 0) printJobs(jobs, console);
    if (!json) await printJobErrors(task, found, console);
    const unwritten = json || groups.length > 0 ? undefined : await unwrittenResult(task);
    for (const line of unwritten ?? []) console.out(`  ${line}`);
  }
  return exitCode;
}

/** Whether it was the job that failed, and not just rows of it. */
function endedEarly({ state }: FailedJob): boolean {
  return state === 'failed' || state === 'unknown';
}

type PlacedGroup = FailureGroup & { readonly region: readonly string[] };

function printGroups(
  { name }: LoadedTask,
  groups: readonly PlacedGroup[],
  { failures, space }: Failures,
  console: Console,
): void {
  console.out(`${name}: ${failures.length} of ${space.length} rows failed.`);
  for (const group of groups) {
    const { records, region } = group;
    const where = region.length === 0 ? '' : `, all with ${region.join(' and ')}`;
    console.out(`  ${records.length} of ${failures.length} are ${group.name}${where}`);
    console.out(`    ${beginningOf(group.message)}`);
    console.out(`    ${namedRows(group)}   (psy repro ${name} ${records[0]!.index})`);
  }
}

/** The first line of a message, and not all of it where it holds what a row was about. */
function beginningOf(message: string): string {
  const line = message.split('\n')[0]!;
  return line.length > LONGEST_MESSAGE ? `${line.slice(0, LONGEST_MESSAGE)}…` : line;
}

function printJobs(jobs: readonly FailedJob[], console: Console): void {
  console.out(`  Jobs that ended before they had done their work: ${countReasons(jobs)}`);
  printFailedJobs(jobs, console);
}

/** Why jobs ended that psy ran itself: no scheduler knows a reason. */
async function printJobErrors(
  task: LoadedTask,
  { states }: Failures,
  console: Console,
): Promise<void> {
  const { immediate } = task.scheduler.capabilities;
  if (!immediate || states.counts().missing === 0) return;
  for (const line of jobErrorLines(await jobErrors(task))) console.out(`  ${line}`);
}

function namedRows({ records }: FailureGroup): string {
  const named = records.slice(0, MOST_NAMED).map(({ index }) => index);
  const more = records.length > MOST_NAMED ? ', …' : '';
  return `${records.length === 1 ? 'row' : 'rows'} ${named.join(', ')}${more}`;
}

function printJson(
  { name }: LoadedTask,
  groups: readonly PlacedGroup[],
  jobs: readonly FailedJob[],
  console: Console,
): void {
  const errors = groups.map((group) => ({
    name: group.name,
    message: group.message,
    count: group.records.length,
    region: group.region,
    rows: group.records.map(({ index }) => index),
  }));
  console.out(JSON.stringify({ task: name, errors, jobs }));
}

/** What sets the rows of a group apart from all others that were evaluated. */
function regionOf({ records }: FailureGroup, { space, states }: Failures): string[] {
  const inside = new Set(records.map(({ index }) => index));
  const step = Math.ceil(space.length / MOST_OTHERS);
  const others: Row[] = [];
  for (let i = 0; i < space.length; i += step) {
    if (!inside.has(i) && states.at(i) !== MISSING) others.push(space.at(i));
  }
  return region(rowsAt(space, inside), others);
}

function rowsAt(space: ParameterSpace, indices: Iterable<number>): Row[] {
  return Array.from(indices, (index) => space.at(index));
}
