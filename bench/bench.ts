/**
 * Prints what psyrun costs as one table: work, size, psyrun, its peers, the ratios, how the time grows, memory,
 * files.
 *
 * Run: npm run bench
 *
 * - `-- --only WORDS` measures the lines whose groups or names have the words, `--most SIZE` no larger sizes.
 * - `-- --json FILE` also writes the table as data. Lines that are in the file are not measured again.
 * - `-- --page` writes the page docs/guide/costs.md.
 * - `-- --quick` measures small sizes without peers, `-- --bounds` the lines that have limits. Both fail if a limit
 *   is broken or something grows faster than it may.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { LINES } from './lines/lines.ts';
import { measureLine } from './measure/measure-line.ts';
import { brokenLimits } from './table/broken-limits.ts';
import type { Line } from './table/line.ts';
import { markdownOf } from './table/markdown.ts';
import { writePage } from './table/page.ts';
import type { TableRow } from './table/table-row.ts';

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    bounds: { type: 'boolean', default: false },
    only: { type: 'string', default: '' },
    most: { type: 'string', default: 'Infinity' },
    json: { type: 'string' },
    page: { type: 'boolean', default: false },
  },
});

const machine = `${cpus()[0]!.model}, ${availableParallelism()} cores with a load of ${Math.round(loadavg()[1]!)}, Node ${process.version}`;
const date = new Date().toISOString().slice(0, 10);
const guards = values.quick || values.bounds;
const known =
  values.json !== undefined && existsSync(values.json)
    ? (JSON.parse(readFileSync(values.json, 'utf8')) as { table: TableRow[] }).table
    : [];
const table: TableRow[] = [];
const problems: string[] = [];

for (const line of LINES) {
  const sizes = sizesOf(line);
  const before = known.filter(({ work }) => work === line.name);
  if (before.length > 0) table.push(...before);
  else if (sizes.length > 0) await take(line, sizes);
}
console.log(`Measured on ${date}: ${machine}.\n\n${markdownOf(table)}`);
if (values.page) await writePage(`${date}: ${machine}`, LINES, table);
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exitCode = 1;

/** Returns the sizes at which a line is measured. */
function sizesOf({ group, name, sizes, quick = [], limits }: Line): readonly number[] {
  if (!`${group}: ${name}`.includes(values.only)) return [];
  if (values.quick) return quick;
  if (values.bounds && limits === undefined) return [];
  return sizes.filter((size) => size <= Number(values.most));
}

async function take(line: Line, sizes: readonly number[]): Promise<void> {
  let rows = await measureLine(line, sizes, { peers: !guards });
  // On a busy machine a small piece of work may take long once. What grows too fast does so each time.
  for (let again = 0; guards && again < 2 && brokenLimits(line, rows).length > 0; again++) {
    rows = await measureLine(line, sizes, { peers: false });
  }
  table.push(...rows);
  if (guards) problems.push(...brokenLimits(line, rows));
  console.error(`${line.name}: measured`);
  // Each line is kept as soon as it is there: all of them take an hour.
  if (values.json !== undefined) {
    const others = known.filter(({ work }) => !table.some((row) => row.work === work));
    const data = { date, machine, table: [...table, ...others] };
    writeFileSync(values.json, `${JSON.stringify(data, undefined, 2)}\n`);
  }
}
