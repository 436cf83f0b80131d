import { constants } from 'node:os';

/** Exit codes of `psy`. */
export const EXIT = {
  /** Everything that was asked for is done. */
  done: 0,
  /** Rows or jobs failed, or the result is not complete. */
  failed: 1,
  /** The command line, a task file or another input cannot be used. */
  usage: 2,
  /** Stopped by Ctrl-C: 128 and the number of SIGINT, as in shells. */
  interrupted: 130,
} as const;

/**
 * Returns the exit code of a command that a signal has stopped: 128 and the number of the signal.
 *
 * @example
 * ```ts
 * interruptedBy('SIGTERM'); // => 143
 * ```
 */
export function interruptedBy(signal: unknown): number {
  const number = constants.signals[signal as NodeJS.Signals];
  return number === undefined ? EXIT.interrupted : 128 + number;
}
