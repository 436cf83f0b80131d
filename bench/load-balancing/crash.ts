/**
 * Kills the workers of a queue with SIGKILL and replaces them, at full length: 50 runs of 10^4 rows
 * by 8 workers, a strike every 100 ms on average, clocks minutes apart, notices visible late. Every
 * tenth strike does not kill, but stops a worker until others take it for dead. Fails unless every
 * row is in every result exactly once. Takes a quarter of an hour.
 *
 * Run: node --conditions=@psyrun/source --import tsx bench/load-balancing/crash.ts \
 * [<runs> [<rows> [<milliseconds between strikes>]]]
 */
const program = new URL(
  '../../packages/backend-loadbalancing/test/crash/full-length.ts',
  import.meta.url,
);
await import(program.href);
