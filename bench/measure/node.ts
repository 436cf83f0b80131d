import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Measured } from '../table/line.ts';
import { ofCommand } from './command.ts';
import { inFolder } from './folder.ts';

const ROOT = join(import.meta.dirname, '../..');

/** Resolves to what a program that imports psyrun takes as a whole, with the files beside it, by their names. */
export function ofNode(
  program: string,
  files: Readonly<Record<string, string>> = {},
): Promise<Measured> {
  return inFolder(async (folder) => {
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
    for (const [name, text] of Object.entries({ ...files, 'main.mjs': program })) {
      writeFileSync(join(folder, name), text);
    }
    const { cpu, memory } = await ofCommand(process.execPath, [join(folder, 'main.mjs')], folder);
    return { cpu, memory };
  });
}
