import { existsSync } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { PsyrunError, type CreateJobOptions, type Task } from '@psyrun/core';
import { readCertificate } from '../certificate/certificate.ts';
import { describeRun } from './describe-run.ts';
import { differences, fingerprintOf, type Fingerprint } from '../fingerprint/fingerprint.ts';
import { putAside } from './put-aside.ts';
import { readRun, writeRun } from '../directory/run-file.ts';
import type { RunDescription } from '../directory/run-description.ts';
import { rowStates, RowStates } from '../states/row-states.ts';
import { codeDifference } from '../fingerprint/source-texts.ts';
import { WorkDirectory } from '../directory/work-directory.ts';

/** A run whose work directory is ready for its jobs. */
export interface PreparedRun {
  readonly directory: WorkDirectory;
  readonly run: RunDescription;
  readonly states: RowStates;
  /** The result is there, certified, and of this run. */
  readonly complete: boolean;
  /** Whether the run, or its generation, begins now: nothing in the directory belongs to it. */
  readonly isNew: boolean;
}

/** A run that is decided on, and what makes the work directory ready for it. */
interface Plan extends PreparedRun {
  readonly carryOut?: () => Promise<void>;
}

/**
 * Decides by content whether a task has to run anew, goes on, or is finished, and prepares its
 * work directory.
 *
 * - Nothing has changed: what is not done yet remains to be done; nothing else is touched.
 * - Something has changed: the former run is moved to `previous/` and a new one begins.
 * - With `continue`: the journals are kept and a new generation does what they do not hold.
 *
 * Every step leaves a directory that can be read and prepared again, whenever it is interrupted.
 * Throws `PSYRUN_WORKDIR_DIRTY` and `PSYRUN_RUN_CHANGED`.
 */
export async function prepareRun(task: Task, options: CreateJobOptions): Promise<PreparedRun> {
  const { carryOut, ...prepared } = await planRun(task, options);
  if (options.dryRun || carryOut === undefined) return prepared;
  // Better found out now than by the merge, when all is done.
  await mkdir(dirname(task.resultfile), { recursive: true });
  await carryOut();
  return prepared;
}

async function planRun(task: Task, options: CreateJobOptions): Promise<Plan> {
  const directory = new WorkDirectory(task.workdir);
  const fingerprint = await fingerprintOf(task);
  const former = await readRun(directory.run);
  const mayReplace = task.overwriteDirty || !existsSync(task.resultfile);
  if (former === undefined) {
    if (!mayReplace) throw dirty(task, [`There is a ${basename(task.resultfile)} of another run.`]);
    return beginAnew(task, directory, fingerprint, options);
  }
  const changes = differences(former.fingerprint, fingerprint);
  const complete = changes.length === 0 && (await isCertified(task.resultfile, fingerprint));
  if (complete) {
    options.onNote?.(`Nothing to do: ${task.resultfile} is complete and up to date.`);
    return { directory, run: former, states: allDone(task), complete, isNew: false };
  }
  if (options.continue) return goOn(task, directory, former, fingerprint, changes, options);
  if (changes.length === 0) return resume(task, directory, former, options);
  if (!mayReplace) throw dirty(task, changes);
  for (const change of changes) options.onNote?.(`Running again: ${change}`);
  return beginAnew(task, directory, fingerprint, options, former);
}

async function beginAnew(
  task: Task,
  directory: WorkDirectory,
  fingerprint: Fingerprint,
  { onNote }: CreateJobOptions,
  former?: RunDescription,
): Promise<Plan> {
  const states = new RowStates(task.pspace.length);
  const run = await describeRun(task, fingerprint, states, 1);
  tellLimit(task, run, onNote);
  // Without run.json, which somebody has removed, journals may be of any code.
  const isUnknown = former === undefined && (await directory.journals()).length > 0;
  if (isUnknown) onNote?.('run.json is gone: what the journals hold is moved to previous/.');
  const carryOut = async (): Promise<void> => {
    if (former !== undefined || isUnknown) await putAside(directory, former);
    await mkdir(directory.out, { recursive: true });
    await writeRun(directory.run, run);
  };
  return { directory, run, states, complete: false, isNew: true, carryOut };
}

/** Goes on with the same batches; where the result is to be written may have changed. */
async function resume(
  task: Task,
  directory: WorkDirectory,
  former: RunDescription,
  { onNote }: CreateJobOptions,
): Promise<Plan> {
  const { resultfile, storeAddress: store, scheduler } = task;
  const run = { ...former, resultfile, store, scheduler: scheduler.name };
  const states = await rowStates(directory, task.pspace, run.space.hash);
  const { done, total } = states.counts();
  onNote?.(`Going on: ${done} of ${total} rows are done already.`);
  const carryOut = async (): Promise<void> => {
    await mkdir(directory.out, { recursive: true });
    await writeRun(directory.run, run);
  };
  return { directory, run, states, complete: false, isNew: false, carryOut };
}

/**
 * Begins the next generation with what the journals do not hold, and keeps them. They are moved
 * last: if that does not happen, they are found in out/ all the same.
 */
async function goOn(
  task: Task,
  directory: WorkDirectory,
  former: RunDescription,
  fingerprint: Fingerprint,
  changes: readonly string[],
  { acceptChanges = false, onNote }: CreateJobOptions,
): Promise<Plan> {
  const code = changes.filter((change) => change !== 'The parameter space has changed.');
  if (code.length > 0 && !acceptChanges) {
    throw changed(task, code, await codeDifference(former.sources, task));
  }
  const states = await rowStates(directory, task.pspace, fingerprint.space);
  const run = await describeRun(task, fingerprint, states, former.generation + 1);
  tellLimit(task, run, onNote);
  const { done, total } = states.counts();
  onNote?.(`Continuing: ${done} of ${total} rows are done already.`);
  if (states.strangers > 0) {
    onNote?.(
      `${states.strangers} recorded rows are not in the space any more; they stay in kept/.`,
    );
  }
  const carryOut = async (): Promise<void> => {
    await mkdir(directory.kept, { recursive: true });
    await writeRun(directory.keptRun(former.generation), former);
    await writeRun(directory.run, run);
    if (existsSync(directory.out)) {
      await rename(directory.out, directory.keptJournals(former.generation));
    }
    await mkdir(directory.out, { recursive: true });
  };
  return { directory, run, states, complete: false, isNew: true, carryOut };
}

function tellLimit(
  { maxJobs, scheduler }: Task,
  run: RunDescription,
  onNote: CreateJobOptions['onNote'],
): void {
  if (run.maxJobs === maxJobs) return;
  onNote?.(`${scheduler.name} can hold ${run.maxJobs} jobs instead of ${maxJobs} (maxJobs).`);
}

/** Whether the result is there with a certificate that says that it is what the task asks for. */
export async function isCertified(resultfile: string, fingerprint: Fingerprint): Promise<boolean> {
  const certificate = await readCertificate(resultfile);
  return (
    certificate !== undefined && differences(certificate.fingerprint, fingerprint).length === 0
  );
}

function allDone(task: Task): RowStates {
  const states = new RowStates(task.pspace.length);
  for (let i = 0; i < states.length; i++) states.note(i, 'done');
  return states;
}

function dirty(task: Task, changes: readonly string[]): PsyrunError {
  return new PsyrunError(
    'PSYRUN_WORKDIR_DIRTY',
    `Work directory of task '${task.name}' is dirty: ${changes.join(' ')}`,
    {
      hint: 'Set overwriteDirty to true to replace the result, or move it away.',
      fields: { task: task.name, workdir: task.workdir, changes },
    },
  );
}

function changed(task: Task, changes: readonly string[], code: readonly string[]): PsyrunError {
  const lines = code.map((line) => `  ${line}\n`).join('');
  const what = lines === '' ? changes.join(' ') : `${changes.join(' ')}\n${lines}`;
  return new PsyrunError(
    'PSYRUN_RUN_CHANGED',
    `Continuing task '${task.name}' would mix results of different code or settings: ${what}`,
    {
      hint: 'Use psy run to do all rows anew, or psy run -c --accept-changes if the change does not matter.',
      fields: { task: task.name, changes, code },
    },
  );
}
