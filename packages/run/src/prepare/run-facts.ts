import { existsSync } from 'node:fs';
import type { Task } from '@psyrun/core';
import { checkResult } from '../certificate/check-result.ts';
import { hasItsSpace } from '../directory/has-its-space.ts';
import { presentRun, type ReadRun } from '../directory/known-runs.ts';
import { WorkDirectory } from '../directory/work-directory.ts';
import { changesSince } from '../fingerprint/changes-since.ts';
import { fingerprintOf } from '../fingerprint/fingerprint.ts';
import { decideRun, type DecideOptions, type RunDecision, type RunFacts } from './decide-run.ts';
import { recoveredRun } from './recovered-run.ts';
import { formerResult } from './put-aside.ts';

/**
 * Reads the facts for a decision. The digest of a result is computed, so this takes as long as reading
 * it. If `run.json` is lost, the journals are asked for their run.
 */
export async function runFacts(task: Task): Promise<RunFacts> {
  const directory = new WorkDirectory(task.workdir);
  const fingerprint = await fingerprintOf(task);
  const { run: former, problem: lost } = await checkedRun(directory);
  const { resultfile } = task;
  const facts = { fingerprint, former, hasResult: existsSync(resultfile) };
  if (former === undefined) {
    const hasJournals = (await directory.journals()).length > 0;
    const recovered = hasJournals ? await recoveredRun(task, directory, fingerprint) : undefined;
    const known = { ...(lost !== undefined && { lost }), ...(recovered && { recovered }) };
    const none = { changes: [], isCertified: false, isElsewhere: false };
    return { ...facts, ...none, hasJournals, ...known };
  }
  const earlier = formerResult(directory, former);
  return {
    ...facts,
    changes: changesSince(former, task, fingerprint),
    isCertified: (await checkResult(resultfile, former)).problem === undefined,
    isElsewhere: earlier !== resultfile && existsSync(earlier),
    hasJournals: false,
  };
}

/** Reads the present run. One whose rows are not those of its hash counts as damaged. */
async function checkedRun(directory: WorkDirectory): Promise<ReadRun> {
  const { run, problem } = await presentRun(directory);
  if (run === undefined || hasItsSpace(run.space)) return { run, ...(problem && { problem }) };
  return { problem: `${directory.run} is damaged: its rows are not those of space.hash.` };
}

/** Resolves to the decision for a run of a task, without changing anything. */
export async function planRun(task: Task, options: DecideOptions): Promise<RunDecision> {
  return decideRun(await runFacts(task), task.overwriteDirty, options);
}
