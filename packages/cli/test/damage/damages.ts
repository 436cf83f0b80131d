import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';

/** A kind of damage to a file. */
export interface Damage {
  readonly name: string;
  readonly inflict: (file: string) => void;
}

const replaced = (by: (file: string) => void) => (file: string) => {
  rmSync(file, { force: true });
  by(file);
};

/** The kinds of damage to a whole file. */
export const WHOLE: readonly Damage[] = [
  { name: 'deleted', inflict: (file) => rmSync(file) },
  { name: 'empty', inflict: (file) => truncateSync(file) },
  { name: 'half', inflict: (file) => truncateSync(file, readFileSync(file).length >> 1) },
  { name: '{}', inflict: (file) => writeFileSync(file, '{}') },
  { name: '[]', inflict: (file) => writeFileSync(file, '[]') },
  { name: 'null', inflict: (file) => writeFileSync(file, 'null') },
  { name: 'a folder', inflict: replaced((file) => mkdirSync(file)) },
  { name: 'a link to itself', inflict: replaced((file) => symlinkSync(file, file)) },
  { name: 'a pipe', inflict: replaced((file) => execFileSync('mkfifo', [file])) },
];

/** Returns the damage of one changed bit at a relative place from 0 to 1. */
export function changedBit(place: number): Damage {
  const inflict = (file: string) => {
    const bytes = readFileSync(file);
    const bit = Math.floor(8 * bytes.length * place);
    bytes[bit >> 3]! ^= 1 << (bit & 7);
    writeFileSync(file, bytes);
  };
  return { name: `bit ${place}`, inflict };
}
