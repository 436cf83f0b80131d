/**
 * Measures one function of a line, in the folder where this is started: `work-process.ts <line> <way> <size>`.
 * Prints what it took as JSON.
 */
import { LINES } from '../lines/lines.ts';
import { waysOf } from './measure.ts';
import { filesIn } from './folder.ts';

/** Work is repeated, and the least counts, while all of it took less than this many seconds. */
const ENOUGH = 1;
const REPEATS = 3;

const [name, way, size] = process.argv.slice(2);
const line = LINES.find((each) => each.name === name)!;
const { work } = waysOf(line)[Number(way)] as Extract<
  ReturnType<typeof waysOf>[number],
  { work: unknown }
>;

const begin = process.cpuUsage();
let cpu = Infinity;
for (let i = 0; i < REPEATS && (i === 0 || seconds(begin) < ENOUGH); i++) {
  const measured = await work(Number(size));
  const before = process.cpuUsage();
  await measured();
  cpu = Math.min(cpu, seconds(before));
}
console.log(JSON.stringify({ cpu, ...filesIn('.') }));
process.exit();

/** Returns the seconds of CPU since `before`. */
function seconds(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}
