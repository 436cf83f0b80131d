import { smallerThrottle, type SubmissionArgs } from '../submission-args.ts';

/** The jobs of an array that a submission makes. */
export interface ArrayToSubmit {
  readonly indices: readonly number[];
  /** Largest number of jobs that run at the same time. */
  readonly throttle: number | undefined;
}

/**
 * Returns the array of a submission: with the smaller of the limits of the task and of its arguments.
 *
 * @example
 * ```ts
 * arrayToSubmit([0, 1], { throttle: 8 }, { throttle: 3 }); // => { indices: [0, 1], throttle: 3 }
 * ```
 */
export function arrayToSubmit(
  indices: readonly number[],
  { throttle }: { readonly throttle?: number },
  args: Pick<SubmissionArgs, 'throttle'>,
): ArrayToSubmit {
  return { indices, throttle: smallerThrottle(throttle, args.throttle) };
}
