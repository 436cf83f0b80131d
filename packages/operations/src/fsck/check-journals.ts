import { dirname } from 'node:path';
import type { Task } from '@psyrun/core';
import type { JournalSession } from '@psyrun/journal';
import { scanRecords, type KnownRuns, type RunDescription, type WorkDirectory } from '@psyrun/run';
import { sound, textOf, unusable, type Finding } from './finding.ts';
import { isProvenRun } from './is-proven-run.ts';

/** A journal as it was read. */
interface ReadJournal {
  readonly finding: Finding;
  /** The times at which the runs of its records began. */
  readonly runs: ReadonlySet<unknown>;
  /** The names of the jobs that wrote its records. */
  readonly jobs: ReadonlySet<unknown>;
}

/**
 * Checks all journals, and whether the descriptions of their generations are of the same run. If no
 * journal of a folder is of a known run, its description is foreign, unless something else proves that the journals
 * are; otherwise the journals that are not are foreign.
 */
export async function checkJournals(
  directory: WorkDirectory,
  task: Task,
  { runs, lost }: KnownRuns,
): Promise<Finding[]> {
  const known = new Set<unknown>(runs.map(({ run }) => run.created));
  const undescribed = new Set(lost.map(({ folder }) => folder));
  const journals: ReadJournal[] = [];
  for (const file of await directory.journals()) journals.push(await readJournal(file));
  const folderOf = ({ finding }: ReadJournal) => dirname(finding.path);
  const found: Finding[] = [];
  for (const folder of new Set(journals.map(folderOf))) {
    const inside = journals.filter((one) => folderOf(one) === folder);
    const isOf = ({ runs: of }: ReadJournal) =>
      of.size === 0 || [...of].some((run) => known.has(run));
    const findings = inside.map(({ finding }) => finding);
    const file = descriptionOf(directory, folder);
    const described = runs.find((one) => one.file === file)?.run;
    if (undescribed.has(folder) || inside.every(isOf)) {
      found.push(...findings);
    } else if (
      inside.some((one) => one.runs.size > 0 && isOf(one)) ||
      (described !== undefined && (await areForeign(inside, task, described)))
    ) {
      found.push(...inside.map((one) => (isOf(one) ? one.finding : foreign(one.finding.path))));
    } else {
      found.push(...findings, foreignDescription(file));
    }
  }
  return found;
}

/** True if journals of which none is of the run are of another task, or if the other files are of that run. */
async function areForeign(
  journals: readonly ReadJournal[],
  task: Task,
  run: RunDescription,
): Promise<boolean> {
  const isOfOther = (job: unknown) => typeof job === 'string' && !job.startsWith(`${task.name}:`);
  const areOfOther = journals.every(({ jobs }) => jobs.size > 0 && [...jobs].every(isOfOther));
  return areOfOther || isProvenRun(task, run);
}

async function readJournal(path: string): Promise<ReadJournal> {
  const sessions = new Set<JournalSession>();
  try {
    const { problem, offset } = await scanRecords(path, ({ session }) => sessions.add(session));
    const runs = new Set([...sessions].flatMap(({ run }) => (run === undefined ? [] : [run])));
    const jobs = new Set([...sessions].flatMap(({ job }) => (job === undefined ? [] : [job])));
    if (problem === undefined) return { finding: sound(path), runs, jobs };
    const isReadable = sessions.size > 0 || offset > 0;
    const remedy = isReadable ? ('salvage' as const) : ('set-aside' as const);
    return { finding: { path, state: 'damaged', problem, remedy }, runs, jobs };
  } catch (error) {
    const finding: Finding = { path, state: 'damaged', problem: textOf(error) };
    return { finding, runs: new Set(), jobs: new Set() };
  }
}

function foreign(path: string): Finding {
  return unusable(path, `${path} has records of another run.`, 'foreign');
}

function foreignDescription(path: string): Finding {
  return unusable(path, `${path} is of another run than its journals.`, 'foreign');
}

function descriptionOf(directory: WorkDirectory, folder: string): string {
  return folder === directory.out ? directory.run : `${folder}.json`;
}

/** Returns the findings for descriptions that are lost, or of another task. */
export function checkDescriptions(
  directory: WorkDirectory,
  { runs, lost }: KnownRuns,
  { name }: Pick<Task, 'name'>,
  isThere: (path: string) => boolean,
): Finding[] {
  const unreadable = lost.map(({ folder, problem }): Finding => {
    const path = descriptionOf(directory, folder);
    return isThere(path) ? unusable(path, problem, 'damaged') : { path, state: 'missing', problem };
  });
  const others = runs
    .filter(({ run }) => run.task !== name)
    .map(({ run, file }) => unusable(file, `${file} is of task '${run.task}'.`, 'foreign'));
  return [...unreadable, ...others];
}
