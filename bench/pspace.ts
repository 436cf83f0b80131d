/**
 * Measures parameter spaces compared with code that people write by hand: nested loops, Python's
 * `itertools.product`, a Python set of tuples. All figures of a ratio are from the same run.
 *
 * Run: node --conditions=@psyrun/source --import tsx bench/pspace.ts
 */
import { spawnSync } from 'node:child_process';
import { tableOf } from '@psyrun/columns';
import { mapPspace } from '@psyrun/mapper';
import { freeze, fromTable, hashSpace, linspace, missing, param, range } from '@psyrun/pspace';

const REPEATS = 3;
/** The argument of a process that measures only `missing`. */
const MISSING_ONLY = 'missing';

const grid = param({ a: range(100) })
  .product(param({ b: linspace(0, 1, 100) }))
  .product(param({ c: range(100) }));

const trivial = ({ a, b, c }: { a: number; b: number; c: number }) => ({ y: a * b + c });

/** Resolves to the seconds of the fastest run. */
async function fastest(work: () => unknown): Promise<number> {
  let best = Infinity;
  for (let i = 0; i < REPEATS; i++) {
    const start = performance.now();
    await work();
    best = Math.min(best, (performance.now() - start) / 1000);
  }
  return best;
}

/**
 * Returns the seconds that a Python program prints, or undefined, with a message, if there is no
 * Python.
 */
function python(what: string, program: string): number | undefined {
  const { status, stdout } = spawnSync('python3', ['-c', program], { encoding: 'utf8' });
  if (status === 0) return Number(stdout);
  console.log(`No comparison with ${what}: python3 could not be run.`);
  return undefined;
}

function* results() {
  for (const row of grid) yield trivial(row);
}

function nestedLoops(): number {
  const columns: Record<'a' | 'b' | 'c' | 'y', number[]> = { a: [], b: [], c: [], y: [] };
  for (let a = 0; a < 100; a++) {
    for (let i = 0; i < 100; i++) {
      const b = i / 99;
      for (let c = 0; c < 100; c++) {
        const { y } = trivial({ a, b, c });
        columns.a.push(a);
        columns.b.push(b);
        columns.c.push(c);
        columns.y.push(y);
      }
    }
  }
  return columns.y.length;
}

const ITERTOOLS = `
import itertools, time
f = lambda a, b, c: {"y": a * b + c}
best = 1e9
for _ in range(${REPEATS}):
    start = time.perf_counter()
    columns = {"a": [], "b": [], "c": [], "y": []}
    for a, b, c in itertools.product(range(100), [i / 99 for i in range(100)], range(100)):
        row = f(a=a, b=b, c=c)
        columns["a"].append(a)
        columns["b"].append(b)
        columns["c"].append(c)
        columns["y"].append(row["y"])
    best = min(best, time.perf_counter() - start)
print(best)`;

const SET_OF_TUPLES = `
import itertools, random, time
rows = list(itertools.product(range(100), [i / 99 for i in range(100)], range(100)))
random.seed(1)
done = random.sample(rows, len(rows) // 2)
best = 1e9
for _ in range(${REPEATS}):
    start = time.perf_counter()
    there = set(done)
    missing = [row for row in rows if row not in there]
    best = min(best, time.perf_counter() - start)
print(best)`;

/** Runs in a separate process, so that its peak of memory is that of `missing`. */
async function measureMissing(): Promise<void> {
  const done = fromTable(grid.sample(grid.length / 2, 'done').build());
  const all = fromTable(grid.build());
  const before = process.resourceUsage().maxRSS;
  const product = await fastest(() => missing(grid, done).length);
  const table = await fastest(() => missing(all, done).length);
  const peak = (process.resourceUsage().maxRSS - before) / 1024;
  console.log(JSON.stringify({ product, table, peak }));
}

function report(name: string, seconds: number, rows: number): void {
  const rate = Math.round(rows / seconds / 1000);
  console.log(`${name.padEnd(52)} ${seconds.toFixed(3)} s  ${rate} thousand rows/s`);
}

function ratio(text: string, value: number | undefined, target: string): void {
  if (value !== undefined) console.log(`  ${text}: ${value.toFixed(2)} × (target ${target})`);
}

if (process.argv[2] === MISSING_ONLY) {
  await measureMissing();
  process.exit();
}

console.log(`A trivial function over ${grid.length} rows of a product of three axes, to columns:`);
const mapped = await fastest(() => mapPspace(trivial, grid));
const iterated = await fastest(() => ({ ...grid.build(), ...tableOf(results()) }));
const built = await fastest(() => grid.build());
const loops = await fastest(nestedLoops);
const itertools = python('itertools.product', ITERTOOLS);
report('mapPspace, the serial mapper', mapped, grid.length);
report('the space iterated, its results to columns', iterated, grid.length);
report('the columns of the space alone, build()', built, grid.length);
report('nested loops by hand', loops, grid.length);
if (itertools !== undefined) report('itertools.product in Python', itertools, grid.length);
ratio('Python / mapPspace', itertools && itertools / mapped, '≥ 5');
ratio('mapPspace / nested loops', mapped / loops, '≤ 3');
ratio('Python / space iterated', itertools && itertools / iterated, '≥ 5');
ratio('space iterated / nested loops', iterated / loops, '≤ 3');

console.log(`\nMissing of ${grid.length} rows, of which half are done:`);
const { product, table, peak } = JSON.parse(
  spawnSync(process.execPath, [...process.execArgv, import.meta.filename, MISSING_ONLY], {
    encoding: 'utf8',
  }).stdout,
) as Record<'product' | 'table' | 'peak', number>;
report('missing, of a product', product, grid.length);
report('missing, of a table', table, grid.length);
const tuples = python('a set of tuples', SET_OF_TUPLES);
if (tuples !== undefined) report('a set of tuples in Python', tuples, grid.length);
console.log(`  slower of the two: ${Math.max(product, table).toFixed(2)} s (target ≤ 1.5 s)`);
console.log(`  peak memory beyond the operands: ${peak.toFixed(0)} MB (target ≤ 200 MB)`);
ratio('missing of a product / Python', tuples && product / tuples, 'none');

console.log('\n10^12 rows:');
const huge = await fastest(() => param({ a: range(1e6) }).product(param({ b: range(1e6) })));
const space = param({ a: range(1e6) }).product(param({ b: linspace(0, 1, 1e6) }));
const row = space.at(123_456_789_012);
const at = await fastest(() => space.at(987_654_321_098));
const found = await fastest(() => space.indicesOf(row));
const sampled = await fastest(() => space.sample(100, 'few').build());
const hashed = await fastest(() => hashSpace(space));
for (const [name, seconds] of Object.entries({
  made: huge,
  'row by index': at,
  'index by row': found,
  'sample of 100': sampled,
  hash: hashed,
})) {
  console.log(`  ${name.padEnd(16)} ${(seconds * 1e6).toFixed(1)} µs`);
}
console.log(`  ${'frozen'.padEnd(16)} ${JSON.stringify(freeze(space)).length} bytes`);
