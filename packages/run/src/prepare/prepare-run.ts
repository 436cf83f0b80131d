import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import type { CreateJobOptions, Task } from '@psyrun/core';
import { indicesIn, lengthOf, type Range } from '@psyrun/pspace/internal';
import { codeDifference } from '../fingerprint/source-texts.ts';
import { setAside } from '../directory/set-aside.ts';
import { previousFile, WorkDirectory } from '../directory/work-directory.ts';
import type { RunDescription } from '../directory/run-description.ts';
import { allDone, RowStates, rowStates } from '../states/row-states.ts';
import type { RunRecord } from '../states/run-records.ts';
import { decideRun, type RunDecision, type RunFacts } from './decide-run.ts';
import { describeRun } from './describe-run.ts';
import { beginAnew, beginBesideLost, beginGeneration, goOn } from './begin-run.ts';
import { splitAnew } from './split-anew.ts';
import { tellDecision } from './tell-decision.ts';
import { tellEarlierResult } from './tell-earlier-result.ts';
import { tellEqualRows } from '../states/tell-equal-rows.ts';
import { tellPackages } from './tell-packages.ts';
import {
  changedSinceRun,
  damagedRun,
  dirtyWorkDirectory,
  otherSpace,
  otherSpaceOfPart,
} from './refusals.ts';
import { requireOwnResult } from './require-own-result.ts';
import { runFacts } from './run-facts.ts';
import { nextGeneration } from '../adopt/next-generation.ts';
import { reuseRows } from '../adopt/reuse-rows.ts';
import { makeFolder } from '../directory/make-folder.ts';
import { takeOverPython } from '../states/take-over-python.ts';
import { writeRowsFile } from '../directory/write-rows-file.ts';

/** A run whose work directory is ready for its jobs. */
export interface PreparedRun {
  readonly directory: WorkDirectory;
  readonly run: RunDescription;
  readonly states: RowStates;
  /** True if the result exists, is certified and belongs to this run. */
  readonly complete: boolean;
  /** True if the run or its generation begins now, so it has no batches and journals yet. */
  readonly isNew: boolean;
}

/** A decision that is not a refusal. */
type Accepted = Exclude<RunDecision, { readonly action: `refuse-${string}` }>;

/**
 * Decides by content whether a task has to run again, goes on, or is complete, and prepares its work
 * directory. See {@link decideRun} for the decisions.
 *
 * `visit` is called for each record that counts, if rows are kept.
 *
 * If a step is interrupted, the directory can still be read and prepared again. Throws
 * `PSYRUN_WORKDIR_DIRTY`, `PSYRUN_RUN_CHANGED`, `PSYRUN_RESULTFILE_TWICE`, and
 * `PSYRUN_RUN_CORRUPT` if `run.json` is damaged and no journal says of which run it is.
 */
export async function prepareRun(
  task: Task,
  options: CreateJobOptions,
  visit?: (record: RunRecord) => void,
): Promise<PreparedRun> {
  if (options.continue && options.dryRun !== true) await takeOverPython(task, options.onNote);
  const facts = await runFacts(task);
  const { former } = facts;
  if (former?.part && former.space.hash !== facts.fingerprint.space) throw otherSpaceOfPart(task);
  await requireOwnResult(task, former);
  const decision = await splitAnew(decideRun(facts, task.overwriteDirty, options), task);
  if (decision.action === 'refuse-replacing') throw dirtyWorkDirectory(task, decision.changes);
  if (decision.action === 'refuse-mixing') {
    const { changes, former } = decision;
    throw changedSinceRun(task, changes, await codeDifference(former.sources, task));
  }
  const directory = new WorkDirectory(task.workdir);
  if (decision.action === 'begin' && existsSync(directory.run))
    throw damagedRun(task, directory.run);
  const states = await statesFor(decision, task, directory, facts.fingerprint.space, visit);
  const again = rowsAgain(decision, task, facts, options);
  states.forget(indicesIn(again));
  const described = await runFor(decision, task, directory, states, facts);
  const run = again.length > 0 ? { ...described, again } : described;
  const movedTo = placeOfFormerResult(decision, task, facts);
  const { recovered, lost } = facts;
  const known = { ...(movedTo && { movedTo }), ...(recovered && { recovered }) };
  const told = { run, states, ...known, ...(lost !== undefined && { lost }) };
  tellDecision(decision, task, told, options.onNote);
  if (again.length > 0) options.onNote?.(`${lengthOf(again)} rows are evaluated again.`);
  tellEarlierResult(decision, task, options.onNote);
  const complete = decision.action === 'nothing';
  const isNew = !complete && decision.action !== 'resume';
  if (isNew) tellEqualRows(task.pspace, options.onNote);
  tellPackages(decision, facts.fingerprint, options.onNote);
  if (options.dryRun !== true) {
    if (facts.lost !== undefined) await setAside(directory, directory.run);
    await carryOut(decision, { directory, run, task });
  }
  const prepared = { directory, run, states, complete, isNew };
  if (!isNew || (task.reuse ?? []).length === 0) return prepared;
  return { ...prepared, ...(await reuseRows(task, directory, { run, states }, options)) };
}

/** Returns the rows that are evaluated again. Throws `PSYRUN_RUN_CHANGED` if they are of another space. */
function rowsAgain(
  { action }: Accepted,
  task: Task,
  { former, fingerprint }: RunFacts,
  { again }: CreateJobOptions,
): readonly Range[] {
  if (again === undefined || action !== 'continue') return [];
  if (former?.space.hash !== fingerprint.space) throw otherSpace(task);
  return again;
}

/** Returns the place to which the result of the former generation is moved; undefined without one. */
function placeOfFormerResult(
  decision: Accepted,
  { workdir, resultfile }: Task,
  { hasResult, isElsewhere }: RunFacts,
): string | undefined {
  if (decision.action !== 'continue' || !(hasResult || isElsewhere)) return undefined;
  const isInside = isElsewhere || dirname(resultfile) === workdir;
  return isInside
    ? new WorkDirectory(workdir).keptJournals(decision.former.generation)
    : previousFile(resultfile);
}

async function statesFor(
  { action }: Accepted,
  { pspace }: Task,
  directory: WorkDirectory,
  hash: string,
  visit?: (record: RunRecord) => void,
): Promise<RowStates> {
  if (action === 'resume' || action === 'continue') {
    return rowStates(directory, pspace, hash, visit);
  }
  return action === 'nothing' ? allDone(pspace.length) : new RowStates(pspace.length);
}

async function runFor(
  decision: Accepted,
  task: Task,
  directory: WorkDirectory,
  states: RowStates,
  { fingerprint, former }: RunFacts,
): Promise<RunDescription> {
  switch (decision.action) {
    case 'nothing':
      return decision.former;
    case 'resume': {
      // The place and store of the result may have changed. The batches are the same.
      const { resultfile, storeAddress: store, scheduler } = task;
      return { ...decision.former, resultfile, store, scheduler: scheduler.name };
    }
    case 'continue': {
      const generation = await nextGeneration(directory, decision.former);
      return describeRun(task, fingerprint, states, generation, decision.former.part);
    }
    default:
      return describeRun(task, fingerprint, states, 1, former?.part);
  }
}

interface Prepared {
  readonly directory: WorkDirectory;
  readonly run: RunDescription;
  readonly task: Task;
}

async function carryOut(decision: Accepted, { directory, run, task }: Prepared): Promise<void> {
  if (decision.action === 'nothing') return;
  // If the folder cannot be created, this fails before rows are evaluated, not in the merge.
  await makeFolder(dirname(run.resultfile));
  await writeRowsFile(task, decision.action === 'resume');
  switch (decision.action) {
    case 'begin':
      return beginAnew(directory, run, decision.hasLeftovers);
    case 'replace':
      return beginAnew(directory, run, true, decision.former);
    case 'resume':
      return goOn(directory, run);
    case 'continue':
      return (decision.isLost ? beginBesideLost : beginGeneration)(directory, run, decision.former);
  }
}
