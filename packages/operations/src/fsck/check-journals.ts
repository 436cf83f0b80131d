import { dirname } from 'node:path';
import type { Task } from '@psyrun/core';
import type { JournalSession } from '@psyrun/journal';
import { scanRecords, type KnownRuns, type WorkDirectory } from '@psyrun/run';
import { sound, textOf, unusable, type Finding } from './finding.ts';

/** A journal as it was read. */
interface ReadJournal {
  readonly finding: Finding;
  /** The times at which the runs of its records began. */
  readonly runs: ReadonlySet<unknown>;
}

/**
 * Checks all journals, and whether the descriptions of their generations are of the same run. If no
 * journal of a folder is of a known run, its description is foreign; otherwise the journals that are not
 * are foreign.
 */
export async function checkJournals(
  directory: WorkDirectory,
  { runs, lost }: KnownRuns,
): Promise<Finding[]> {
  const known = new Set<unknown>(runs.map(({ run }) => run.created));
  const undescribed = new Set(lost.map(({ folder }) => folder));
  const journals: ReadJournal[] = [];
  for (const file of await directory.journals()) journals.push(await readJournal(file));
  const folderOf = ({ finding }: ReadJournal) => dirname(finding.path);
  return [...new Set(journals.map(folderOf))].flatMap((folder) => {
    const inside = journals.filter((one) => folderOf(one) === folder);
    const isOf = ({ runs: of }: ReadJournal) =>
      of.size === 0 || [...of].some((run) => known.has(run));
    const findings = inside.map(({ finding }) => finding);
    if (undescribed.has(folder) || inside.every(isOf)) return findings;
    if (!inside.some((one) => one.runs.size > 0 && isOf(one))) {
      const file = descriptionOf(directory, folder);
      return [
        ...findings,
        unusable(file, `${file} is of another run than its journals.`, 'foreign'),
      ];
    }
    return inside.map((one) => (isOf(one) ? one.finding : foreign(one.finding.path)));
  });
}

async function readJournal(path: string): Promise<ReadJournal> {
  const sessions = new Set<JournalSession>();
  try {
    const { problem, offset } = await scanRecords(path, ({ session }) => sessions.add(session));
    const runs = new Set([...sessions].flatMap(({ run }) => (run === undefined ? [] : [run])));
    if (problem === undefined) return { finding: sound(path), runs };
    const isReadable = sessions.size > 0 || offset > 0;
    const remedy = isReadable ? ('salvage' as const) : ('set-aside' as const);
    return { finding: { path, state: 'damaged', problem, remedy }, runs };
  } catch (error) {
    return { finding: { path, state: 'damaged', problem: textOf(error) }, runs: new Set() };
  }
}

function foreign(path: string): Finding {
  return unusable(path, `${path} has records of another run.`, 'foreign');
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
