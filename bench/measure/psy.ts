import { join } from 'node:path';
import { existsSync } from 'node:fs';
import type { Measured } from '../table/line.ts';
import { ofCommand } from './command.ts';
import { filesIn } from './folder.ts';

const PSY = join(import.meta.dirname, '../../packages/psyrun/dist/psy.js');

/** Resolves to what a `psy` command takes as a whole, and to the files in `psy-work` afterwards. */
export async function psy(folder: string, ...args: readonly string[]): Promise<Measured> {
  const { cpu, memory } = await ofCommand(process.execPath, [PSY, ...args], folder);
  const work = join(folder, 'psy-work');
  return { cpu, memory, ...(existsSync(work) && filesIn(work)) };
}
