import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { WANTED_GROWTH } from './goals.ts';
import type { Line } from './line.ts';
import { formerPart } from './former-part.ts';
import { goalsPart } from './goals-part.ts';
import { markdownOf } from './markdown.ts';
import type { TableRow } from './table-row.ts';
import { unmeasuredPart } from './unmeasured-part.ts';

const PAGE = join(import.meta.dirname, '../../docs/guide/costs.md');

/** The words before the table of each group. */
const GROUPS: Readonly<Record<string, string>> = {
  'Functions in this process':
    'A function that does almost nothing, so that what a row costs is all that counts. On disk, each row is in a journal before the next is evaluated, and the result is an `.npz` file.',
  'Functions in workers':
    'The same in two processes, from the start of the program to its end. A size of 1 row tells what the start takes.',
  'Functions in other languages':
    'One worker evaluates all rows, from the start of the program to its end. `command` starts a program for each row.',
  Starting: 'Commands that only start, and read the task files.',
  Runs: '`psy run` as a whole command: it starts, submits its jobs, evaluates the rows, records each of them, merges and certifies the result. The peers evaluate the same function and record nothing.',
  'Growing spaces': 'A run whose space gets 10 % more rows. The others are kept.',
  'Reading a run': 'Commands that read a run from its journals, as whole commands.',
  Merging:
    'The merge of a run whose rows are all recorded, as a whole command, `psy run -c`: it reads four journals and writes the result and its certificate.',
  Stores:
    'A table of five numbers and a vector of 16 numbers for each row, 168 bytes. The stores of psyrun compute checksums, wait until the disk has the file, and read it again. Their peers do none of this. PyTables, pickle and NumPy load a whole file where psyrun scans it.',
  Journals: 'Records of rows, as a run writes them.',
  Spaces: 'Parameter spaces. A row of a product is made when it is used.',
};

const HEAD = (about: string): string => `# What it costs

This page is written by \`npm run bench -- --page\`, from figures that it measures. Nobody changes them by hand.
They are of ${about}.

The more programs run on a machine, the more processor time each piece of work takes: with a load above the number
of cores, up to twice as much. A ratio is steadier, as both sides are measured within the same minutes.

How to read a table:

- **CPU** is the processor time of psyrun with all processes that it starts, in seconds. It is not the time that you
  wait: two workers that are busy for one second take two seconds of it.
- **Beside it** is another tool, or a loop written by hand, that does the same work. "Not here" means that it
  could not be installed on the machine. "Not at this size" means that it would have taken too long.
- **Ratio** is the CPU time of psyrun divided by that of the peer. Below 1, psyrun is faster.
- **Growth** is the exponent of the time, from the size above to this one. At 1, twice the rows take twice the time; at 0,
  they take the same; at 2, four times as long. A growth of at most ${WANTED_GROWTH} is the goal for all work.
- **Most memory** is the largest memory of psyrun with all its processes together.
- **Files** are those that are there in the end.
`;

/** Writes the page about costs from a measured table. */
export async function writePage(
  about: string,
  lines: readonly Line[],
  table: readonly TableRow[],
): Promise<void> {
  const parts = Object.entries(GROUPS).map(([group, words]) => {
    const rows = table.filter((row) => row.group === group);
    return rows.length > 0 ? `## ${group}\n\n${words}\n\n${markdownOf(rows)}\n` : '';
  });
  const text = [
    HEAD(about),
    ...parts,
    goalsPart(lines, table),
    formerPart(lines, table),
    unmeasuredPart(lines, table),
  ].join('\n');
  const options = await resolveConfig(PAGE);
  await writeFile(PAGE, await format(text, { ...options, parser: 'markdown' }));
}
