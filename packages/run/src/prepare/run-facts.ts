import { existsSync } from 'node:fs';
import type { Task } from '@psyrun/core';
import { isCertified } from '../certificate/certificate.ts';
import { readRun } from '../directory/run-file.ts';
import { WorkDirectory } from '../directory/work-directory.ts';
import { fingerprintOf } from '../fingerprint/fingerprint.ts';
import { decideRun, type DecideOptions, type RunDecision, type RunFacts } from './decide-run.ts';

/** Reads the facts for a decision. Throws `PSYRUN_RUN_CORRUPT` for a damaged `run.json`. */
export async function runFacts(task: Task): Promise<RunFacts> {
  const directory = new WorkDirectory(task.workdir);
  const fingerprint = await fingerprintOf(task);
  const former = await readRun(directory.run);
  return {
    fingerprint,
    former,
    isCertified: former !== undefined && (await isCertified(task.resultfile, fingerprint)),
    hasResult: existsSync(task.resultfile),
    hasJournals: former === undefined && (await directory.journals()).length > 0,
  };
}

/** Resolves to the decision for a run of a task, without changing anything. */
export async function planRun(task: Task, options: DecideOptions): Promise<RunDecision> {
  return decideRun(await runFacts(task), task.overwriteDirty, options);
}
