import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { writeOneFile } from './one-file.ts';
import { WORKSPACE } from '../pack.ts';
import { writeWheel } from './wheel.ts';

/** Where a release leaves its downloads. */
export const DOWNLOADS = join(WORKSPACE, 'tools/release/dist');

/** The files that people without npm download. */
export interface Downloads {
  /** Path of psyrun in one file. */
  readonly psy: string;
  /** Path of the wheel for pip. */
  readonly wheel: string;
}

/** Writes the downloads into a folder. The packages must be built. */
export async function writeDownloads(folder: string): Promise<Downloads> {
  mkdirSync(folder, { recursive: true });
  const psy = join(folder, 'psy.mjs');
  await writeOneFile(psy);
  return { psy, wheel: await writeWheel(psy, folder) };
}
