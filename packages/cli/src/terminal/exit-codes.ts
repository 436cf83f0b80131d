/** Everything that was asked for is done. */
export const DONE = 0;
/** Rows or jobs failed, or the result is not complete. */
export const FAILED = 1;
/** The command line, a task file or another input cannot be used. */
export const USAGE = 2;
/** Stopped by Ctrl-C: 128 and the number of SIGINT, as shells do. */
export const INTERRUPTED = 130;
