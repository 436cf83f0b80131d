import type { JobId } from '@psyrun/core';
import { commandFailed, parseArrayId, runCommand, taskOf } from '@psyrun/scheduler-command';
import { sgeEnvironment } from './sge-commands.ts';

/** The lines of `qdel` about jobs that are being deleted, or that are not there. */
const EXPECTED = /does not exist|do not exist|has registered|has deleted|is already in deletion/;

/** Deletes jobs with one command. Jobs that are not there are ignored. */
export async function deleteJobs(ids: readonly JobId[]): Promise<void> {
  if (ids.length === 0) return;
  const env = sgeEnvironment(process.env);
  const answer = await runCommand('qdel', ids.map(asOperand), { timeout: 60_000, env });
  const lines = `${answer.stdout}\n${answer.stderr}`.split('\n').filter((line) => line.trim());
  if (answer.exitCode !== 0 && !lines.every((line) => EXPECTED.test(line))) {
    throw commandFailed('qdel', answer);
  }
}

/** Returns the operand of `qdel` for a job, an array, or one task: `12.4`. */
function asOperand(id: JobId): string {
  const parsed = parseArrayId(id);
  const task = taskOf(parsed, 1);
  return task === undefined ? parsed.job : `${parsed.job}.${task}`;
}
