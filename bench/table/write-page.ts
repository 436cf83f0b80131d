import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { markdownOf, type TableRow } from './rows-of-table.ts';

const PAGE = join(import.meta.dirname, '../../docs/guide/costs.md');

/** The words before the table of each group. */
const GROUPS: Readonly<Record<string, string>> = {
  Rows: 'Functions that do almost nothing, so that the cost of a row is all that counts.',
  Runs: '`psy run` as a whole command: it starts, submits its jobs, evaluates the rows, merges and certifies. The peers evaluate the same function and record nothing.',
  'Reading a run': 'Commands that read a run from its journals, as whole commands.',
  Stores:
    'A table of two floats, an integer and a short text for each row. The stores of psyrun wait until the disk has the file and read it again; their peers do neither.',
  Journals: 'Records of rows with three numbers.',
  Spaces: 'Parameter spaces. A row of a product is made when it is used.',
};

const HEAD = (about: string): string => `# What it costs

Each table is measured by \`npm run bench -- --page\`, which writes this page: work of growing size, the CPU
time of psyrun with all its processes, that of a peer in the same run, and the ratio of both. The exponent tells
how the time grows from one size to the next: 1 means in proportion to the size, 0 not at all. Memory is the
largest of all processes together.

Measured on ${about}.
`;

/** Writes the page about costs from a measured table. */
export async function writePage(about: string, table: readonly TableRow[]): Promise<void> {
  const parts = Object.entries(GROUPS).map(([group, words]) => {
    const rows = table.filter((row) => row.group === group);
    return rows.length > 0 ? `## ${group}\n\n${words}\n\n${markdownOf(rows)}\n` : '';
  });
  const text = [HEAD(about), ...parts].join('\n');
  const options = await resolveConfig(PAGE);
  await writeFile(PAGE, await format(text, { ...options, parser: 'markdown' }));
}
