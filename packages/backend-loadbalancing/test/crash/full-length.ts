/**
 * Workers of a queue are killed with SIGKILL and replaced, at full length: see
 * `bench/load-balancing/crash.ts`.
 */
import { crashRuns } from './crash-runs.ts';

const [runs = 50, rows = 10_000, killEvery = 100] = process.argv.slice(2).map(Number);
const start = performance.now();
const { runs: ended, kills } = await crashRuns({
  runs,
  rows,
  workers: 8,
  mean: 2,
  lag: 100,
  beat: 100,
  lease: 1000,
  killEvery,
});
const isWhole = ({ exitCode, result }: (typeof ended)[number]) =>
  exitCode === 0 && result.length === rows && result.every((x, i) => x === i);
const whole = ended.filter(isWhole).length;
const perRow = (count: 'evaluations' | 'records') =>
  (ended.reduce((sum, run) => sum + run[count], 0) / (runs * rows)).toFixed(4);
const seconds = ((performance.now() - start) / 1000).toFixed(0);
console.log(`${whole} of ${runs} runs of ${rows} rows whole, ${kills} kills, ${seconds} s`);
console.log(`evaluations/rows: ${perRow('evaluations')}, records/rows: ${perRow('records')}`);
if (whole < runs) process.exitCode = 1;
