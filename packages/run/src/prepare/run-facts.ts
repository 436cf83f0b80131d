import { existsSync } from 'node:fs';
import type { Task } from '@psyrun/core';
import { checkResult } from '../certificate/check-result.ts';
import { readRun } from '../directory/run-file.ts';
import { WorkDirectory } from '../directory/work-directory.ts';
import { changesSince } from '../fingerprint/changes-since.ts';
import { fingerprintOf } from '../fingerprint/fingerprint.ts';
import { decideRun, type DecideOptions, type RunDecision, type RunFacts } from './decide-run.ts';
import { formerResult } from './put-aside.ts';

/**
 * Reads the facts for a decision. The digest of a result is computed, so this takes as long as reading
 * it. Throws `PSYRUN_RUN_CORRUPT` for a damaged `run.json`.
 */
export async function runFacts(task: Task): Promise<RunFacts> {
  const directory = new WorkDirectory(task.workdir);
  const fingerprint = await fingerprintOf(task);
  const former = await readRun(directory.run);
  const { resultfile } = task;
  const facts = { fingerprint, former, hasResult: existsSync(resultfile) };
  if (former === undefined) {
    const hasJournals = (await directory.journals()).length > 0;
    return { ...facts, changes: [], isCertified: false, isElsewhere: false, hasJournals };
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

/** Resolves to the decision for a run of a task, without changing anything. */
export async function planRun(task: Task, options: DecideOptions): Promise<RunDecision> {
  return decideRun(await runFacts(task), task.overwriteDirty, options);
}
