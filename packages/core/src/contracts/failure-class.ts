/**
 * The classes of failures of rows and jobs, by their cause. What is repeated, and with how much time and
 * memory, depends on the class.
 *
 * - `exception`: the function threw, or ended its process.
 * - `refused`: the result cannot be kept.
 * - `timeout`: the row took longer than the time limit of a row.
 * - `outOfMemory`: there was not enough memory.
 * - `signal`: a process was killed by a signal, such as SIGSEGV.
 * - `jobTimeout`: the job reached its time limit.
 * - `preempted`: the scheduler ended the job to make room for another one.
 * - `nodeFailed`: the machine of the job failed.
 * - `cancelled`: a person ended the job.
 * - `notStarted`: the job could not start.
 * - `unknown`: nothing tells the cause.
 */
export const FAILURE_CLASSES = [
  'exception',
  'refused',
  'timeout',
  'outOfMemory',
  'signal',
  'jobTimeout',
  'preempted',
  'nodeFailed',
  'cancelled',
  'notStarted',
  'unknown',
] as const;

/** The classes of {@link FAILURE_CLASSES} that a row which was evaluated can have. The others are of jobs. */
export const ROW_FAILURE_CLASSES = [
  'exception',
  'refused',
  'timeout',
  'outOfMemory',
  'signal',
  'unknown',
] as const;

/** How many times a failed row is repeated, by the class of the failure. Other classes are not repeated. */
export type RetriesByClass = Readonly<
  Partial<Record<(typeof ROW_FAILURE_CLASSES)[number], number>>
>;

/** A class of failures: a member of {@link FAILURE_CLASSES}. */
export type FailureClass = (typeof FAILURE_CLASSES)[number];
