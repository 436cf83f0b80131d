import type { Closable } from '@psyrun/core';
import { readJobFile } from '../submit/job-file.ts';
import { failureText } from './failure-text.ts';
import { runWork } from './run-work.ts';

/** Options of {@link runJobFile}. */
export interface JobProcess extends Pick<NodeJS.Process, 'stdout' | 'stderr'> {
  /** Aborted with the name of the signal that tells the job to stop. */
  readonly signal: AbortSignal;
}

/**
 * Runs the job of a job file in a process that has no other work. Resolves to the exit code. An error
 * is written to standard error.
 *
 * @param args the job file, and the index of the job in its array if there is one
 */
export async function runJobFile(
  [jobFile, index]: readonly string[],
  { stdout, stderr, signal }: JobProcess,
): Promise<number> {
  const shared = new Map<string, Closable>();
  try {
    const { work } = await readJobFile(jobFile!);
    return await runWork(work, {
      index: index === undefined ? undefined : Number(index),
      log: (text) => stdout.write(text),
      signal,
      slots: 1,
      share: (key, make) => {
        const made = shared.get(key) ?? make();
        shared.set(key, made);
        return made as ReturnType<typeof make>;
      },
      rowEnded: () => undefined,
    });
  } catch (error) {
    stderr.write(failureText(error, signal));
    return 1;
  } finally {
    await Promise.all([...shared.values()].map((resource) => resource.close()));
  }
}
