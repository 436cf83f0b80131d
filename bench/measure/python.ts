import { spawnSync } from 'node:child_process';
import type { Measured, Way } from '../table/line.ts';
import { ofCommand } from './command.ts';
import { inFolder } from './folder.ts';

const PYTHON = '/usr/bin/python3';

/** A part of a Python program, which is measured alone. */
export interface PythonPart {
  /** The module without which it cannot run. */
  readonly needs?: string;
  /** Prepares with `count`, the size, in a folder of its own. */
  readonly before?: string;
  readonly work: string;
}

/** Measures a part of a Python program that starts no process. */
export function pythonPart({ needs = 'sys', before = '', work }: PythonPart): Way {
  const program = `
import os, sys, time
count = int(sys.argv[1])
${before}
start = time.process_time()
${work}
print(time.process_time() - start)
`;
  return {
    command: (size) =>
      ofPython(needs, program, size, ({ output, ...measured }) => ({
        ...measured,
        cpu: Number(output),
      })),
  };
}

/** Measures a whole Python program, with the processes that it starts. Its size is \`sys.argv[1]\`. */
export function pythonProgram(needs: string, program: string): Way {
  return { command: (size) => ofPython(needs, program, size, ({ cpu }) => ({ cpu })) };
}

function ofPython(
  needs: string,
  program: string,
  size: number,
  measuredOf: (command: Awaited<ReturnType<typeof ofCommand>>) => Measured,
): Promise<Measured | undefined> {
  if (spawnSync(PYTHON, ['-c', `import ${needs}`]).status !== 0) return Promise.resolve(undefined);
  const args = ['-c', program, String(size)];
  return inFolder(async (folder) => measuredOf(await ofCommand(PYTHON, args, folder)));
}
