/**
 * The tests that take a minute or more each and that only few changes can break. `npm test` leaves them
 * out, so that it stays below 25 minutes; `npm run test:long` runs them, before each release.
 */
const LONG_TESTS = [
  'tools/release/test/ways-to-install.test.ts', // npm, pnpm, Yarn with and without node_modules
  'tools/release/test/command-alone.test.ts',
  'tools/release/test/types-matrix.test.ts', // six versions of TypeScript
  'tools/release/test/broken-plugins.test.ts',
  'tools/release/test/dry-run.test.ts',
  'tools/release/test/recipe.test.ts',
  'packages/cli/test/hostile/hostile.test.ts', // 200 texts at a terminal; one of 10 MB
  'packages/cli/test/histories/histories.test.ts', // real-histories.test.ts is a smaller one
  'packages/cli/test/python/memory.test.ts',
  'packages/cli/test/hostile/elsewhere.test.ts',
  'packages/cli/test/slurm/many-batches.test.ts',
  'packages/cli/test/slurm/mishaps.test.ts',
  'packages/cli/test/slurm/preempted.test.ts', // waits for a minute of grace
  'packages/store-h5/test/octave.test.ts', // installs Octave
  'packages/pspace/test/hash/hash-limits.test.ts', // hashes five spaces of a million rows
  'packages/scheduler-sge/test/traps.test.ts', // each waits for a Grid Engine
  'packages/scheduler-pbs/test/torque.test.ts', // openpbs.test.ts is the same with other words
  'packages/backend-loadbalancing/test/slurm/late-workers.test.ts',
];

/** Returns patterns for Jest that leave the long tests out, unless `PSYRUN_LONG` is set. */
export function longTests() {
  if (process.env.PSYRUN_LONG) return [];
  return LONG_TESTS.map((path) => `/${path.replaceAll('.', '\\.')}$`);
}
