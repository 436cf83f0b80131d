import type { Line } from './line.ts';
import type { TableRow } from './table-row.ts';

/** Lists the work and the sizes that the run of the page left out, so that nobody takes them for measured. */
export function unmeasuredPart(lines: readonly Line[], table: readonly TableRow[]): string {
  const left = lines.flatMap(({ name, unit, sizes }) => {
    const measured = new Set(table.filter(({ work }) => work === name).map(({ size }) => size));
    const others = sizes
      .filter((size) => !measured.has(size))
      .map((size) => size.toLocaleString('en'));
    return others.length > 0 ? [`| ${name} | ${others.join('; ')} ${unit} |`] : [];
  });
  return left.length === 0
    ? ''
    : `## What this run left out

\`npm run bench\` measures these, too. The run that made this page did not, for lack of time:

| Work | Sizes |
| --- | --- |
${left.join('\n')}
`;
}
