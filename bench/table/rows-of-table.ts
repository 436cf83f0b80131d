import type { Line, Measured } from './line.ts';

/** One line of the table at one size, as it is written to JSON. */
export interface TableRow {
  readonly group: string;
  readonly work: string;
  readonly size: number;
  readonly unit: string;
  /** Seconds of CPU. */
  readonly ours: number;
  readonly peer?: { readonly name: string; readonly cpu: number };
  /** Largest memory, in bytes. */
  readonly memory?: number;
  readonly files?: number;
  /** The growth of the time since the size before: 1 if it is in proportion to the size. */
  readonly exponent?: number;
}

/** Measures a line at all sizes. */
export async function rowsOfTable(line: Line, sizes: readonly number[]): Promise<TableRow[]> {
  const rows: TableRow[] = [];
  for (const size of sizes) {
    const measured = await line.ours(size);
    const peer = await line.peer?.measure(size);
    const exponent = growth(rows.at(-1), size, measured);
    rows.push({
      ...{ group: line.group, work: line.name, size, unit: line.unit, ours: measured.cpu },
      ...(peer && { peer: { name: line.peer!.name, cpu: peer.cpu } }),
      ...(measured.memory !== undefined && { memory: measured.memory }),
      ...(measured.files !== undefined && { files: measured.files }),
      ...(exponent !== undefined && { exponent }),
    });
  }
  return rows;
}

function growth(before: TableRow | undefined, size: number, { cpu }: Measured): number | undefined {
  return before && Math.log(cpu / before.ours) / Math.log(size / before.size);
}

/** Returns the table in Markdown. */
export function markdownOf(rows: readonly TableRow[]): string {
  const lines = rows.map(({ work, size, unit, ours, peer, memory, files, exponent }) => [
    work,
    `${size.toLocaleString('en')} ${unit}`,
    seconds(ours),
    peer === undefined ? '' : `${peer.name} ${seconds(peer.cpu)}`,
    peer === undefined ? '' : (ours / peer.cpu).toFixed(2),
    exponent?.toFixed(2) ?? '',
    memory === undefined ? '' : `${Math.round(memory / 1e6)} MB`,
    files === undefined ? '' : String(files),
  ]);
  const head = ['Work', 'Size', 'CPU', 'Peer', 'Ratio', 'Exponent', 'Memory', 'Files'];
  return [head, head.map(() => '---'), ...lines]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}

function seconds(cpu: number): string {
  return cpu < 0.1 ? `${(cpu * 1000).toPrecision(2)} ms` : `${cpu.toPrecision(2)} s`;
}
