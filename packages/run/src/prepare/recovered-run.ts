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
  /** True if no journal is of the present space: rows are found by their parameters. */
  readonly isOtherSpace: boolean;
}

/**
 * Describes the run of the journals in `out/`, whose description is lost, with the present space of the
 * task. If they are of another space, they become a generation without a description. Resolves to
 * undefined if no journal says of which run it is.
 */
export async function recoveredRun(
  task: Task,
  directory: WorkDirectory,
  fingerprint: Fingerprint,
): Promise<RecoveredRun | undefined> {
  const present = await sessionsIn(await directory.presentJournals());
  const own = present.filter(({ space }) => space === fingerprint.space);
  const isOtherSpace = own.length === 0;
  // Journals of another space may have been moved to kept/ already, by a command that was killed then.
  const last = lastOf(isOtherSpace ? await sessionsIn(await directory.journals()) : own);
  if (last === undefined) return undefined;
  const next = Math.max(...(await directory.keptGenerations()), 0) + 1;
  const generation = isOtherSpace ? next : Number(last['generation'] ?? next);
  const run = await describeRun(task, fingerprint, new RowStates(task.pspace.length), generation);
  const code = last['code'];
  return {
    run: { ...run, created: String(last['run']) },
    isSameCode: code === undefined ? undefined : code === codeDigest(fingerprint),
    isOtherSpace,
  };
}

/** Returns the session of the run that began last. */
function lastOf(sessions: readonly JournalSession[]): JournalSession | undefined {
  const named = sessions.filter(({ run }) => isTime(run));
  return named.sort((a, b) => (String(a['run']) < String(b['run']) ? -1 : 1)).at(-1);
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
