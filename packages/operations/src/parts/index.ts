/** Rows that are evaluated elsewhere: parts of runs, and rows of other runs. */
export { adoptRun, type AdoptOptions } from './adopt-run.ts';
export { runsIn, type RunsIn } from './runs-in.ts';
export { splitOff, type SplitOffOptions } from './split-off.ts';
