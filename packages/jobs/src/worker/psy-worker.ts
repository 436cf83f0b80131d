/**
 * Runs one job: `node psy-worker.js <job file> [<index>]`.
 *
 * Schedulers start this program on the nodes of a cluster. A user can start it by hand to run a job
 * again. It sets its exit code.
 *
 * It imports nothing before it listens to signals: on a busy file system, that takes minutes.
 */
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGUSR1'] as const) {
  // A signal may come again, for example from Slurm and from a person. It must not end the process then.
  process.on(signal, () => stop.abort(signal));
}
const { runJobFile } = await import('./run-job-file.ts');
const { stdout, stderr } = process;
const { signal } = stop;
process.exitCode = await runJobFile(process.argv.slice(2), { stdout, stderr, signal });
