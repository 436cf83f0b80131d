/** A submission of jobs, in seconds. */
interface Submission {
  readonly name: string;
  readonly submitted: number;
}

/** How long the job of a worker waited, in seconds. */
export interface QueueWait {
  /** The worker, from 0. */
  readonly lane: number;
  /** Its submission, as a position in the list of submissions. */
  readonly submission: number;
  readonly from: number;
  readonly to: number;
}

/**
 * Returns how long the job of each worker waited from its submission to its first row. `firstRows` has the
 * start of the first row of each worker, NaN for none. A job belongs to the last submission before
 * its first row that has its name.
 *
 * @example
 * ```ts
 * queueWaits([{ job: 't:process:3' }], [5], [{ name: 't:process', submitted: 1 }]);
 * // => [{ lane: 0, submission: 0, from: 1, to: 5 }]
 * ```
 */
export function queueWaits(
  workers: readonly { readonly job: string }[],
  firstRows: ArrayLike<number>,
  submissions: readonly Submission[],
): QueueWait[] {
  return workers.flatMap(({ job }, lane) => {
    const to = firstRows[lane]!;
    const submission = submissions.findLastIndex(
      ({ name, submitted }) => submitted <= to && (job === name || job.startsWith(`${name}:`)),
    );
    if (submission < 0) return [];
    return [{ lane, submission, from: submissions[submission]!.submitted, to }];
  });
}
