import type { PeerFigure, TableRow } from './table-row.ts';

const HEAD = ['Work', 'Size', 'CPU', 'Beside it', 'Ratio', 'Growth', 'Most memory', 'Files'];

/** Returns rows of the table in Markdown: a line for each peer, with the figures of psyrun in the first. */
export function markdownOf(rows: readonly TableRow[]): string {
  return [HEAD, HEAD.map(() => '---'), ...rows.flatMap(linesOf)]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}

function linesOf({ work, size, unit, ours, peers, memory, files, exponent }: TableRow): string[][] {
  const [first = ['', ''], ...others] = peers.map((peer) => cellsOf(peer, ours));
  return [
    [
      ...[work, `${size.toLocaleString('en')} ${unit}`, seconds(ours), ...first],
      exponent?.toFixed(2) ?? '',
      memory === undefined ? '' : `${Math.round(memory / 1e6)} MB`,
      files === undefined ? '' : files.toLocaleString('en'),
    ],
    ...others.map((cells) => ['', '', '', ...cells, '', '', '']),
  ];
}

function cellsOf({ name, cpu, absent }: PeerFigure, ours: number): [string, string] {
  if (cpu === undefined) return [`${name}: ${absent!}`, ''];
  return [`${name} ${seconds(cpu)}`, `${Number((ours / cpu).toPrecision(2))} ×`];
}

/** Returns a time with its unit. */
export function seconds(cpu: number): string {
  const [value, unit] =
    cpu < 0.001 ? [cpu * 1e6, 'µs'] : cpu < 0.1 ? [cpu * 1000, 'ms'] : [cpu, 's'];
  return `${Number(value.toPrecision(2))} ${unit}`;
}
