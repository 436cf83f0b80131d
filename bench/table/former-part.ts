import type { Line } from './line.ts';
import { seconds } from './markdown.ts';
import type { TableRow } from './table-row.ts';

/** Shows figures of earlier versions beside those of today. */
export function formerPart(lines: readonly Line[], table: readonly TableRow[]): string {
  const compared = lines.flatMap(({ name, former = [] }) =>
    former.flatMap(({ size, peer, then }) => {
      const row = table.find((each) => each.work === name && each.size === size);
      if (row === undefined) return [];
      const what = `${size.toLocaleString('en')} ${row.unit}`;
      return [`| ${name} | ${what} | ${peer ?? ''} | ${then} | ${nowOf(row, peer)} |`];
    }),
  );
  return `## Beside earlier versions

What was noted of earlier versions, and the same today. The former figures are of the time that one waits, on a
quiet machine; "warm" means without the start of the workers. Today's are of processor time, and of whole programs.

| Work | Size | Beside | Then | Now |
| --- | --- | --- | --- | --- |
${compared.join('\n')}
`;
}

/** Returns a ratio to a peer; without a peer, the time and the memory. */
function nowOf({ ours, peers, memory = 0 }: TableRow, name?: string): string {
  if (name === undefined) return `${seconds(ours)}, ${Math.round(memory / 1e6)} MB`;
  const cpu = peers.find((peer) => peer.name === name)?.cpu;
  return cpu === undefined ? 'not measured' : `${Number((ours / cpu).toPrecision(2))} ×`;
}
