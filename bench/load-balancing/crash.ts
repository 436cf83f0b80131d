/**
 * Workers of a queue are killed with SIGKILL and replaced, at full length: 50 runs of 10^4 rows by 8
 * workers, a blow every 100 ms on average, clocks minutes apart, notices seen late. Every tenth blow
 * does not kill, but stops a worker until others take it for dead. Fails unless every row is in every
 * result exactly once. Takes a quarter of an hour.
 *
 * Run: node --conditions=@psyrun/source --import tsx bench/load-balancing/crash.ts \
 *   [<runs> [<rows> [<milliseconds between blows>]]]
 */
const program = new URL(
  '../../packages/backend-loadbalancing/test/crash/full-length.ts',
  import.meta.url,
);
await import(program.href);
