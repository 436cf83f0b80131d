import { WANTED_GROWTH } from './goals.ts';
import type { Line } from './line.ts';
import { seconds } from './markdown.ts';
import { missedGoals } from './missed-goals.ts';
import type { TableRow } from './table-row.ts';

/** Lists the goals, and tells where they are missed. */
export function goalsPart(lines: readonly Line[], table: readonly TableRow[]): string {
  const missed = table.flatMap((row) => {
    const line = lines.find(({ name }) => name === row.work)!;
    const size = `${row.size.toLocaleString('en')} ${row.unit}`;
    return missedGoals(line, row).map(
      (words) => `| ${row.work} | ${size} | ${words} | ${figureOf(words, row)} |`,
    );
  });
  return `## Goals that are missed

A growth of at most ${WANTED_GROWTH} is the goal of every line. Some lines have goals of their own. ${
    missed.length === 0
      ? 'All of them are met.'
      : `These are missed:

| Work | Size | Goal | Measured |
| --- | --- | --- | --- |
${missed.join('\n')}`
  }
`;
}

/** Returns the figure that a goal is about. */
function figureOf(words: string, { ours, peers, memory, files, exponent }: TableRow): string {
  if (words.startsWith('growth')) return exponent!.toFixed(2);
  if (words.includes('files')) return `${files!} files`;
  if (words.endsWith('MB')) return `${Math.round(memory! / 1e6)} MB`;
  const peer = peers.find(({ name }) => words.includes(name));
  return peer?.cpu === undefined
    ? seconds(ours)
    : `${(ours / peer.cpu).toPrecision(2)} × (${seconds(ours)}, ${seconds(peer.cpu)})`;
}
