import type { Plugin } from './plugin.ts';

/** The content of psyrun in one file, `psy.mjs`: such a psyrun has no packages on the disk. */
export interface OneFile {
  /** The plug-ins in the file. */
  readonly plugins: readonly Plugin[];
  /** The packages that task files can import, by name. */
  readonly modules: Readonly<Record<string, object>>;
}

/** The one file that this process runs; undefined if psyrun is installed as packages. */
export function oneFile(): OneFile | undefined {
  return (globalThis as { [ONE_FILE]?: OneFile })[ONE_FILE];
}

const ONE_FILE = Symbol.for('psyrun.one-file');
