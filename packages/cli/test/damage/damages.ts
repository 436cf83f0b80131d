import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { filesIn } from './work-directories.ts';

/** A kind of damage to a file. */
export interface Damage {
  readonly name: string;
  /** `name` is the path in the work directory. */
  readonly inflict: (file: string, name?: string) => void;
}

const replaced = (by: (file: string) => void) => (file: string) => {
  rmSync(file, { force: true });
  by(file);
};

/** The damage of a file that is gone. */
export const DELETED: Damage = { name: 'deleted', inflict: (file) => rmSync(file) };

/** The damage of a file without content. */
export const EMPTY: Damage = { name: 'empty', inflict: (file) => truncateSync(file) };

/** Returns the damage of a file that ends at a relative place from 0 to 1. */
export function cutAt(place: number): Damage {
  const inflict = (file: string) =>
    truncateSync(file, Math.floor(readFileSync(file).length * place));
  return { name: `cut at ${place}`, inflict };
}

/** Returns the damage of a file in whose place is the file of the same name of another run, if it has one. */
export function replacedBy(folder: string): Damage {
  // The folder of a queue has a random name.
  const plain = (path: string) => path.replace(/[0-9a-f-]{36}/, '');
  const inflict = (file: string, name = '') => {
    const other = filesIn(folder).find((path) => plain(path) === plain(name));
    if (other !== undefined) copyFileSync(join(folder, other), file);
  };
  return { name: 'of another run', inflict };
}

/** The kinds of damage to a whole file. */
export const WHOLE: readonly Damage[] = [
  DELETED,
  EMPTY,
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
