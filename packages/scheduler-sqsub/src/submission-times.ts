/** The two lines of `sqjobs -l` that identify a job. */
const JOB = /^\s*jobid:\s+(\d+)\s*$/;
const SUBMITTED = /^\s*submitted:\s+(\S.*?)\s*$/;

/**
 * Returns the time of submission of each job in the answer of `sqjobs -l`, as `sqjobs` writes it.
 *
 * @example
 * ```ts
 * readTimes('jobid: 7\nsubmitted: Sat Nov 21 2026 20:52:39').get('7'); // => 'Sat Nov 21 2026 20:52:39'
 * ```
 */
export function readTimes(answer: string): ReadonlyMap<string, string> {
  const times = new Map<string, string>();
  let job: string | undefined;
  for (const line of answer.split('\n')) {
    job = JOB.exec(line)?.[1] ?? job;
    const time = SUBMITTED.exec(line)?.[1];
    if (job !== undefined && time !== undefined) times.set(job, time);
  }
  return times;
}
