import type { Footprint } from './footprint.ts';

/** A line of the README's table: the package, its purpose, and the measured cells. */
const LINE = /^\| (\[`(.+?)`\]\(\S+\)) +\| (.+?) +\|(.*)\|$/;

/**
 * The measured cells: the packages of other authors that it needs, the number of packages of an
 * installation, and its size in megabytes (10⁶ bytes), rounded up to a tenth.
 */
export type MeasuredCells = readonly [foreign: string, packages: string, megabytes: string];

/** The measured cells of a footprint. */
export function cellsOf({ packages, foreign, bytes }: Footprint): MeasuredCells {
  const names = [...foreign].sort().map((name) => `\`${name}\``);
  return [names.join(', '), String(packages.size), (Math.ceil(bytes / 1e5) / 10).toFixed(1)];
}

/** Returns the measured cells of each package in the table of a README. */
export function readTable(readme: string): Map<string, MeasuredCells> {
  const rows = readme.split('\n').flatMap((line) => {
    const [, , name, , cells] = LINE.exec(line) ?? [];
    if (name === undefined) return [];
    const [foreign = '', packages = '', megabytes = ''] = cells!
      .split('|')
      .map((cell) => cell.trim());
    return [[name, [foreign, packages, megabytes]] as const];
  });
  return new Map(rows);
}

/** Returns the README with the measured cells in its table. */
export function writeTable(readme: string, measured: ReadonlyMap<string, Footprint>): string {
  const lines = readme.split('\n').map((line) => {
    const [, link, name, purpose] = LINE.exec(line) ?? [];
    const footprint = measured.get(name ?? '');
    if (footprint === undefined) return line;
    return `| ${[link, purpose, ...cellsOf(footprint)].join(' | ')} |`;
  });
  return lines.join('\n');
}
