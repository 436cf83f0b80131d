import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { PsyrunError, type CreateJobOptions, type Task } from '@psyrun/core';
import { freeze, hashSpace } from '@psyrun/pspace';
import { readCertificate } from './certificate.ts';
import { differences, fingerprintOf, type Fingerprint } from './fingerprint.ts';
import { toRanges } from './ranges.ts';
import { readRun, writeRun, type RunDescription } from './run-file.ts';
import { FAILED, MISSING, rowStates, RowStates } from './row-states.ts';
import { gitState, versions } from './versions.ts';
import { certificateFile, partialFile, previousFile, WorkDirectory } from './work-directory.ts';

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
  if (!options.dryRun) await carryOut?.();
  return prepared;
}

async function planRun(task: Task, options: CreateJobOptions): Promise<Plan> {
  const directory = new WorkDirectory(task.workdir);
  const fingerprint = await fingerprintOf(task);
  const former = await readRun(directory.run);
  if (former === undefined) return beginAnew(task, directory, fingerprint);
  const changes = differences(former.fingerprint, fingerprint);
  const complete = changes.length === 0 && (await isCertified(task.resultfile, fingerprint));
  if (complete) {
    options.onNote?.(`Nothing to do: ${task.resultfile} is complete and up to date.`);
    return { directory, run: former, states: allDone(task), complete, isNew: false };
  }
  if (options.continue) return goOn(task, directory, former, fingerprint, changes, options);
  if (changes.length === 0) return resume(task, directory, former, options);
  if (!task.overwriteDirty && existsSync(task.resultfile)) throw dirty(task, changes);
  for (const change of changes) options.onNote?.(`Running again: ${change}`);
  return beginAnew(task, directory, fingerprint, former);
}

async function beginAnew(
  task: Task,
  directory: WorkDirectory,
  fingerprint: Fingerprint,
  former?: RunDescription,
): Promise<Plan> {
  const states = new RowStates(task.pspace.length);
  const run = await describe(task, fingerprint, states, 1);
  const carryOut = async (): Promise<void> => {
    if (former !== undefined) await putAside(directory, former);
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
  if (code.length > 0 && !acceptChanges) throw changed(task, code);
  const states = await rowStates(directory, task.pspace, fingerprint.space);
  const run = await describe(task, fingerprint, states, former.generation + 1);
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

async function describe(
  task: Task,
  fingerprint: Fingerprint,
  states: RowStates,
  generation: number,
): Promise<RunDescription> {
  const { pspace } = task;
  return {
    task: task.name,
    generation,
    fingerprint,
    space: {
      hash: hashSpace(pspace),
      length: pspace.length,
      keys: pspace.keys,
      frozen: freeze(pspace),
    },
    todo: toRanges(states.indices(MISSING, FAILED)),
    maxJobs: task.maxJobs,
    minItems: task.minItems,
    excludeFromResult: task.excludeFromResult,
    resultfile: task.resultfile,
    store: task.storeAddress,
    scheduler: task.scheduler.name,
    created: new Date().toISOString(),
    versions: versions(),
    git: await gitState(task.file),
  };
}

/**
 * Moves a run that is about to be replaced to `previous/`, in place of the one there; `run.json`
 * last, so that an interrupted move is taken up again. A result that lies elsewhere stays in its
 * folder under another name.
 */
async function putAside(directory: WorkDirectory, former: RunDescription): Promise<void> {
  const { previous } = directory;
  if (existsSync(join(previous, basename(directory.run)))) {
    await rm(previous, { recursive: true, force: true });
  }
  await mkdir(previous, { recursive: true });
  const { resultfile } = former;
  for (const file of [certificateFile(resultfile), resultfile, partialFile(resultfile)]) {
    const inside = dirname(file) === directory.root;
    await moveIfThere(file, inside ? join(previous, basename(file)) : previousFile(file));
  }
  for (const path of [directory.out, directory.kept, directory.in, directory.run]) {
    await moveIfThere(path, join(previous, basename(path)));
  }
}

async function moveIfThere(from: string, to: string): Promise<void> {
  if (existsSync(from)) await rename(from, to);
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

function changed(task: Task, changes: readonly string[]): PsyrunError {
  return new PsyrunError(
    'PSYRUN_RUN_CHANGED',
    `Continuing task '${task.name}' would mix results of different code or settings: ${changes.join(' ')}`,
    {
      hint: 'Use psy run to do all rows anew, or psy run -c --accept-changes if the change does not matter.',
      fields: { task: task.name, changes },
    },
  );
}
