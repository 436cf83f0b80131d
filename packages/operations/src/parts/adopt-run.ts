import { inspect } from 'node:util';
import { PsyrunError, type Row } from '@psyrun/core';
import { hashSpace } from '@psyrun/pspace';
import {
  acceptsCode,
  adoptRows,
  changesSince,
  chooseRows,
  conflictsWith,
  fingerprintOf,
  makeFolder,
  prepareRun,
  rowStates,
  rowsTaken,
  runIn,
  SourceRun,
  WorkDirectory,
  type AdoptingRun,
  type Fingerprint,
  type RowConflict,
} from '@psyrun/run';
import type { LoadedTask } from '@psyrun/task';
import { whileIdle } from '../control/while-idle.ts';
import type { AdoptResult } from '../schemas/adopt.ts';

/** Options of `Project.adopt`. */
export interface AdoptOptions {
  /** The beginning of the digest of another code whose rows are adopted, too. */
  readonly code?: string;
  /** Rows that have other results here keep these. Otherwise nothing is adopted. */
  readonly keepOwn?: boolean;
}

/**
 * Adopts the rows of another run that have no result here: of a part that was split off, or of any work directory.
 * `from` names the run in the certificate. A run begins if there is none.
 *
 * Throws `PSYRUN_ROW_CONFLICT` if rows have other results here, `PSYRUN_RUN_CHANGED` if the task has changed since
 * its run or the part is of another space, `PSYRUN_RUN_ACTIVE`, and `PSYRUN_JOB_UNPROVEN`.
 */
export async function adoptRun(
  task: LoadedTask,
  folder: string,
  from: string,
  { code, keepOwn = false }: AdoptOptions = {},
): Promise<AdoptResult> {
  const { name, pspace, workdir } = task;
  const directory = new WorkDirectory(workdir);
  await makeFolder(workdir);
  return whileIdle(task, async () => {
    const source = await SourceRun.open(folder);
    const { part, space } = source.run;
    // Before a run begins here.
    if (part !== undefined && space.hash !== hashSpace(pspace)) throw otherSpace(name, from);
    const present = await presentRun(task, directory);
    const conflicts = await conflictsWith(source, directory, pspace, present);
    if (conflicts.length > 0 && !keepOwn) throw conflictError(name, from, conflicts);
    const accepts = (of: Fingerprint) => acceptsCode(present.run.fingerprint, of, code);
    const takings = await chooseRows(source, pspace, present.states, accepts);
    const { states } = await adoptRows(task, directory, present, [{ from, takings }]);
    const { done, total } = states.counts();
    const { doneHere, ofOtherCode, strangers } = takings;
    return {
      task: name,
      from,
      adopted: rowsTaken(takings),
      doneHere,
      conflicts: conflicts.map((conflict) => ({ ...conflict })),
      ofOtherCode: Array.from(ofOtherCode, ([digest, rows]) => ({ code: digest, rows })),
      strangers,
      left: total - done,
      total,
    };
  });
}

/** Resolves to the run of the task, which has to be that of the task as it is. */
async function presentRun(task: LoadedTask, directory: WorkDirectory): Promise<AdoptingRun> {
  const run = await runIn(directory);
  if (run === undefined) return prepareRun(task, { continue: false });
  const fingerprint = await fingerprintOf(task);
  const changes = changesSince(run, task, fingerprint);
  if (changes.length > 0) throw changed(task.name, changes);
  return { run, states: await rowStates(directory, task.pspace, run.space.hash) };
}

function changed(task: string, changes: readonly string[]): PsyrunError {
  return new PsyrunError(
    'PSYRUN_RUN_CHANGED',
    `Task '${task}' has changed since its run, so it cannot adopt rows: ${changes.join(' ')}`,
    {
      hint: `Bring the run up to date first: psy run ${task}, or psy run -c ${task}, which keeps what is done.`,
      fields: { task, changes, code: [] },
    },
  );
}

function otherSpace(task: string, from: string): PsyrunError {
  return new PsyrunError(
    'PSYRUN_RUN_CHANGED',
    `${from} is a part of another parameter space than that of task '${task}'.`,
    {
      hint: 'Undo the change of the space, adopt the part, and change the space again: psy run -c then keeps its rows.',
      fields: { task, from, changes: ['The parameter space has changed.'], code: [] },
    },
  );
}

/** The number of conflicts that a message shows. */
const SHOWN = 5;

function conflictError(task: string, from: string, conflicts: readonly RowConflict[]): PsyrunError {
  const lines = conflicts
    .slice(0, SHOWN)
    .map(
      ({ row, parameters, here, there }) =>
        `\n  row ${row} ${line(parameters)}: ${line(here)} here, ${line(there)} there`,
    );
  const more = conflicts.length > SHOWN ? `\n  and ${conflicts.length - SHOWN} more` : '';
  return new PsyrunError(
    'PSYRUN_ROW_CONFLICT',
    `Results of ${from} differ from those of task '${task}', so nothing is adopted:${lines.join('')}${more}`,
    {
      hint: `To keep the results that are here, and adopt the other rows: psy adopt --keep-own ${from}. psy repro ${task} ${conflicts[0]!.row} evaluates such a row once more.`,
      fields: { task, from, rows: conflicts.map(({ row }) => row) },
    },
  );
}

function line(row: Row): string {
  return inspect({ ...row }, { breakLength: Infinity, compact: true, depth: 2, maxArrayLength: 4 });
}
