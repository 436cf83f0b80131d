import type { RecordedError } from '@psyrun/journal';
import { readFailures, ROW_FAILED, type Failures, type FailureVisitor } from '@psyrun/run';
import type { LoadedTask } from '@psyrun/task';
import { FailureGroups, type GroupedFailures } from './group-failures.ts';

/** The failures of a run, in groups. */
export interface FoundFailures extends Failures {
  readonly groups: readonly GroupedFailures[];
}

/** Reads the failures of the run of a task, in groups. The error of a group is that of its first row. */
export async function readGroups(task: LoadedTask): Promise<FoundFailures> {
  let grouped: FailureGroups | undefined;
  const found = await readFailures(task, ({ length }) => {
    const groups = (grouped = new FailureGroups(length));
    return (row, error) => groups.note(row, error());
  });
  const groups = grouped!.of(found.states.indices(ROW_FAILED));
  const again = async (visit: FailureVisitor) => readFailures(task, () => visit);
  return { ...found, groups: await withErrorsOfFirstRows(groups, again) };
}

/**
 * Gives each group the error of its first row. Failures are read `again` only where the example of a group is
 * a row that was done later, or failed otherwise.
 */
export async function withErrorsOfFirstRows(
  groups: readonly GroupedFailures[],
  again: (visit: FailureVisitor) => Promise<unknown>,
): Promise<readonly GroupedFailures[]> {
  const others = groups.filter(({ example, rows }) => example !== rows[0]);
  const wanted = new Set(others.map(({ rows }) => rows[0]!));
  if (wanted.size === 0) return groups;
  const errors = new Map<number, RecordedError>();
  await again((row, error) => {
    if (wanted.has(row)) errors.set(row, error());
  });
  return groups.map((group) => ({ ...group, error: errors.get(group.rows[0]!) ?? group.error }));
}
