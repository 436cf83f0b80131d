import type { Line, Peer } from '../table/line.ts';
import type { PeerFigure, TableRow } from '../table/table-row.ts';
import { measure } from './measure.ts';

/** Measures a line at some sizes. At each size the peers take their turn after psyrun. */
export async function measureLine(
  line: Line,
  sizes: readonly number[],
  { peers: withPeers = true } = {},
): Promise<TableRow[]> {
  const { group, name: work, unit, peers = [] } = line;
  const rows: TableRow[] = [];
  for (const size of sizes) {
    const { cpu: ours, ...others } = (await measure(line, line.ours, size))!;
    const before = rows.at(-1);
    const exponent = before && Math.log(ours / before.ours) / Math.log(size / before.size);
    const figures: PeerFigure[] = [];
    for (const peer of withPeers ? peers : []) figures.push(await figureOf(line, peer, size));
    const row = { group, work, size, unit, ours, ...others, peers: figures };
    rows.push(exponent === undefined ? row : { ...row, exponent });
  }
  return rows;
}

async function figureOf(line: Line, peer: Peer, size: number): Promise<PeerFigure> {
  const { name, largest = Infinity } = peer;
  if (size > largest) return { name, absent: 'not at this size' };
  const measured = await measure(line, peer, size);
  return measured === undefined ? { name, absent: 'not here' } : { name, cpu: measured.cpu };
}
