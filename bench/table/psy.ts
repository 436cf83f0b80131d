import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Measured } from './line.ts';
import { ofCommand } from './measure.ts';

const PSY = join(import.meta.dirname, '../../packages/psyrun/dist/psy.js');

/** Resolves to what a `psy` command takes, and the files in `psy-work` afterwards. */
export async function psy(folder: string, ...args: readonly string[]): Promise<Measured> {
  const measured = await ofCommand(process.execPath, [PSY, ...args], folder);
  const work = readdirSync(join(folder, 'psy-work'), { recursive: true, withFileTypes: true });
  return { ...measured, files: work.filter((entry) => entry.isFile()).length };
}

/** Resolves to what is measured in a new folder, which is removed. */
export async function inFolder<T>(measure: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'psyrun-bench-'));
  try {
    return await measure(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
