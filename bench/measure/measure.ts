import type { Line, Measured, Way } from '../table/line.ts';
import { inFolder } from './folder.ts';
import { ofCommand } from './command.ts';
import { join } from 'node:path';

const PROCESS = join(import.meta.dirname, 'work-process.ts');

/**
 * Resolves to what work of a line takes. A function is called in a process of its own, so that the memory
 * and the compiled code of other work do not count. Undefined if a program is not installed.
 */
export async function measure(line: Line, way: Way, size: number): Promise<Measured | undefined> {
  if ('command' in way) return way.command(size);
  const args = [line.name, String(waysOf(line).indexOf(way)), String(size)];
  const flags = ['--import', import.meta.resolve('tsx'), '--max-old-space-size=8000'];
  return inFolder(async (folder) => {
    const { output, memory } = await ofCommand(
      process.execPath,
      [...flags, PROCESS, ...args],
      folder,
    );
    return { memory, ...(JSON.parse(output.trim().split('\n').at(-1)!) as Measured) };
  });
}

/** Returns the ways of a line: that of psyrun and those of its peers. */
export function waysOf({ ours, peers = [] }: Line): readonly Way[] {
  return [ours, ...peers];
}
