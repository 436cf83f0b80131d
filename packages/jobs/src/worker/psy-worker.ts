/**
 * Runs one job: `node psy-worker.js <job file> [<index>]`.
 *
 * Schedulers start this program on the nodes of a cluster. A user can start it by hand to run a job
 * again. It reads its arguments and sets its exit code.
 */
import type { Closable } from '@psyrun/core';
import { failureText } from './failure-text.ts';
import { readJobFile } from '../submit/job-file.ts';
import { runWork } from './run-work.ts';

const [jobFile, index] = process.argv.slice(2);
const shared = new Map<string, Closable>();
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGUSR1'] as const) {
  process.once(signal, () => stop.abort(signal));
}

try {
  const { work } = await readJobFile(jobFile!);
  process.exitCode = await runWork(work, {
    index: index === undefined ? undefined : Number(index),
    log: (text) => process.stdout.write(text),
    signal: stop.signal,
    slots: 1,
    share: (key, make) => {
      const made = shared.get(key) ?? make();
      shared.set(key, made);
      return made as ReturnType<typeof make>;
    },
    rowEnded: () => undefined,
  });
} catch (error) {
  process.stderr.write(failureText(error, stop.signal));
  process.exitCode = 1;
} finally {
  await Promise.all([...shared.values()].map((resource) => resource.close()));
}
