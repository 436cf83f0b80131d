/**
 * Runs one job: `node psy-worker.js <job file> [<index>]`.
 *
 * Schedulers start this program on the nodes of a cluster. A user can start it by hand to run a job
 * again. It sets its exit code.
 *
 * It imports almost nothing before it listens to signals: on a busy file system, that takes minutes. A
 * node of the cluster may have an older Node than the machine that has submitted the job.
 */
import { whyTooOld } from '@psyrun/core/node-floor';

const why = whyTooOld(process.versions.node, process.execPath);
if (why === undefined) {
  start();
} else {
  process.stderr.write(`${why}\n`);
  process.exitCode = 2;
}

function start(): void {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGUSR1'] as const) {
    // A signal may come again, for example from Slurm and from a person. It must not end the process then.
    process.on(signal, () => stop.abort(signal));
  }
  const { stdout, stderr } = process;
  const { signal } = stop;
  process.exitCode = 1; // Unless the job comes to its end.
  // Not awaited at the top: an old Node could not read this file then.
  void import('./run-job-file.ts').then(async ({ runJobFile }) => {
    process.exitCode = await runJobFile(process.argv.slice(2), { stdout, stderr, signal });
  });
}
