import type { Task } from '@psyrun/core';
import { scanJournal, type JournalSession } from '@psyrun/journal';
import type { RunDescription } from '../directory/run-description.ts';
import type { WorkDirectory } from '../directory/work-directory.ts';
import { codeDigest } from '../fingerprint/code-digest.ts';
import type { Fingerprint } from '../fingerprint/fingerprint.ts';
import { RowStates } from '../states/row-states.ts';
import { describeRun } from './describe-run.ts';

/** A run whose `run.json` is lost, as far as its journals tell of it. */
export interface RecoveredRun {
  /** Its description, with the code of the present task. */
  readonly run: RunDescription;
  /** Whether the journals name the code of the present task; undefined if they name none. */
  readonly isSameCode: boolean | undefined;
}

/**
 * Describes the run of the journals in `out/`, whose description is lost, with the present space of the
 * task. Resolves to undefined if no journal is of that space: then nothing proves which rows they have.
 */
export async function recoveredRun(
  task: Task,
  directory: WorkDirectory,
  fingerprint: Fingerprint,
): Promise<RecoveredRun | undefined> {
  const sessions = await sessionsIn(await directory.presentJournals());
  const own = sessions.filter(({ space, run }) => space === fingerprint.space && isTime(run));
  const last = own.sort((a, b) => (String(a['run']) < String(b['run']) ? -1 : 1)).at(-1);
  if (last === undefined) return undefined;
  const generations = [...(await directory.keptGenerations()), 0];
  const generation = Number(last['generation'] ?? Math.max(...generations) + 1);
  const run = await describeRun(task, fingerprint, new RowStates(task.pspace.length), generation);
  const code = last['code'];
  return {
    run: { ...run, created: String(last['run']) },
    isSameCode: code === undefined ? undefined : code === codeDigest(fingerprint),
  };
}

async function sessionsIn(files: readonly string[]): Promise<JournalSession[]> {
  const sessions = new Set<JournalSession>();
  for (const file of files) {
    await scanJournal(file, ({ session }) => sessions.add(session)).catch(() => undefined);
  }
  return [...sessions];
}

function isTime(value: unknown): boolean {
  return typeof value === 'string' && !Number.isNaN(Date.parse(value));
}
