/**
 * Workers of a queue are killed with SIGKILL and replaced, at full length: 50 runs of 10^4 rows by 8
 * workers, a kill every 100 ms on average, clocks minutes apart, notices seen late. Fails unless
 * every row is in every result exactly once. On a busy machine, where a process takes a second to
 * start, it does not come to an end at that rate: give a longer time between kills.
 *
 * Run: node --conditions=@psyrun/source --import tsx bench/load-balancing-crash.ts \
 *   [<runs> [<rows> [<milliseconds between kills>]]]
 */
const program = new URL(
  '../packages/backend-loadbalancing/test/crash/full-length.ts',
  import.meta.url,
);
await import(program.href);
