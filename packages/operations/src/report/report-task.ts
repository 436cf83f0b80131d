import { asSpace } from '@psyrun/pspace';
import { pack, packText, pageOf, type PageData } from '@psyrun/report';
import { readStatus, ROW_FAILED, type FailureVisitor, type RunRecord } from '@psyrun/run';
import type { LoadedTask } from '@psyrun/task';
import { FailureGroups } from '../failures/group-failures.ts';
import { withErrorsOfFirstRows } from '../failures/read-groups.ts';
import { pageColumns } from './page-columns.ts';
import { pageFailures } from './page-failures.ts';
import { pageJobs } from './page-jobs.ts';
import { pageMargins } from './page-margins.ts';
import { pageVerdict } from './page-verdict.ts';
import { readNumbers } from './row-numbers.ts';
import { shownRows } from './shown-rows.ts';

/** Options of `Project.report`. */
export interface ReportOptions {
  /** The page shows all rows up to so many, and above them about so many of them. 4,000,000 if it is left out. */
  readonly mostRows?: number;
}

/** A page about a task. */
export interface TaskReport {
  /** The page: HTML that needs no other file. */
  readonly page: string;
  readonly data: PageData;
}

/**
 * Makes a page about a task from its files as they are now: rows may be missing, and jobs may be
 * writing. Memory is 8 bytes for each number of each row, and the size of the page a few times.
 */
export async function reportTask(
  task: LoadedTask,
  { mostRows }: ReportOptions = {},
): Promise<TaskReport> {
  const data = await reportData(task, mostRows);
  return { data, page: pageOf(data) };
}

/** Reads the journals once: the states and numbers of rows, and the failures in groups. */
async function readAll(task: LoadedTask) {
  const failures = new FailureGroups(task.pspace.length);
  const noting = (visit: FailureVisitor) => (record: RunRecord) => {
    if (record.kind === 'failed') visit(record.index, record.error);
  };
  const read = await readNumbers(
    task,
    noting((row, error) => failures.note(row, error())),
  );
  const groups = await withErrorsOfFirstRows(
    failures.of(read.status.states.indices(ROW_FAILED)),
    async (visit) => readStatus(task, noting(visit)),
  );
  return { ...read, groups };
}

async function reportData(task: LoadedTask, mostRows: number | undefined): Promise<PageData> {
  const { pspace, name } = task;
  const { status, rows, groups } = await readAll(task);
  const { run, states } = status;
  const began = rows.starts.reduce((least, start) => (start < least ? start : least), Infinity);
  const isBegun = began < Infinity;
  const { failures, failureOf } = await pageFailures(task, status, groups, rows);
  const { jobs, problem } = await pageJobs(task, began);
  const verdict = await pageVerdict(task, run, status);
  const shown = shownRows(pspace, mostRows);
  const packed = (at: (index: number) => number) =>
    pack(
      Uint16Array.from({ length: shown?.length ?? pspace.length }, (_, i) => at(shown?.[i] ?? i)),
    );
  return {
    format: 'psyrun-report',
    version: 1,
    task: name,
    made: new Date().toISOString(),
    verdict:
      problem === undefined ? verdict : { ...verdict, problems: [...verdict.problems, problem] },
    space: packText(JSON.stringify(asSpace(pspace).freeze())),
    ...(shown && { indices: pack(shown.map((index, i) => index - (shown[i - 1] ?? 0))) }),
    states: packed((i) => states.at(i)),
    columns: pageColumns(rows, isBegun ? began : NaN, shown),
    workerOf: packed((i) => rows.workerOf[i]!),
    workers: rows.workers,
    failureOf: packed((i) => failureOf[i]!),
    failures,
    jobs: isBegun ? jobs : [],
    ...timeLimitOf(task),
    ...(isBegun && { began: new Date(began).toISOString() }),
    leftOut: [...rows.leftOut],
    wasted: rows.wasted,
    margins: shown === undefined ? [] : pageMargins(pspace, states, rows),
  };
}

/** Returns the time limit of jobs, if it is the same for all of them. */
function timeLimitOf({ scheduler, schedulerArgs }: LoadedTask): Pick<PageData, 'timeLimit'> {
  const limit = schedulerArgs['timelimit'] ?? scheduler.defaultArgs['timelimit'];
  if (scheduler.capabilities.immediate) return {};
  return typeof limit === 'string' || typeof limit === 'number' ? { timeLimit: String(limit) } : {};
}
