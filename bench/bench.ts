/**
 * Prints what psyrun costs as one table: work, size, psyrun, a peer, their ratio, and how the time grows.
 *
 * Run: npm run bench
 * `-- --json FILE` also writes it as data, `-- --page` writes the page docs/guide/costs.md, `-- --only WORDS` measures the lines whose names have the
 * words. `-- --quick` measures small sizes and fails if something grows faster than it may.
 */
import { writeFileSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { beyondLimits } from './table/beyond-limits.ts';
import { JOURNALS } from './table/lines/journals.ts';
import { RUNS } from './table/lines/runs.ts';
import { SPACES } from './table/lines/spaces.ts';
import { STORES } from './table/lines/stores.ts';
import { WORKERS } from './table/lines/workers.ts';
import { writePage } from './table/write-page.ts';
import { markdownOf, rowsOfTable, type TableRow } from './table/rows-of-table.ts';

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    json: { type: 'string' },
    only: { type: 'string', default: '' },
    page: { type: 'boolean', default: false },
  },
});

const machine = `${cpus()[0]!.model}, ${availableParallelism()} cores, Node ${process.version}`;
const date = new Date().toISOString().slice(0, 10);
const table: TableRow[] = [];
const problems: string[] = [];
for (const line of [...SPACES, ...WORKERS, ...JOURNALS, ...RUNS, ...STORES]) {
  const sizes = values.quick ? line.quick : line.sizes;
  if (sizes === undefined || !line.name.includes(values.only)) continue;
  let rows = await rowsOfTable(line, sizes);
  // On a busy machine a small piece of work may take long once. What grows too fast does so each time.
  for (let again = 0; values.quick && again < 2 && beyondLimits(line, rows).length > 0; again++) {
    rows = await rowsOfTable(line, sizes);
  }
  table.push(...rows);
  if (values.quick) problems.push(...beyondLimits(line, rows));
  console.error(`${line.name}: measured`);
}
console.log(`Measured on ${date}: ${machine}.\n\n${markdownOf(table)}`);
if (values.json !== undefined) {
  writeFileSync(values.json, `${JSON.stringify({ date, machine, table }, undefined, 2)}\n`);
}
if (values.page) await writePage(`${machine}, on ${date}`, table);
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exitCode = 1;
