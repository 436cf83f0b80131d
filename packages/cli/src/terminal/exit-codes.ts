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
