import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from 'expect';
import { checkTypes, compilerOptions } from './check-types.ts';
import type { Complaint } from '../complaint.ts';
import { ROOT, type Place } from '../places.ts';
import { writePrograms, type Program } from './write-programs.ts';

/** The number of examples that ran and of values that were compared. */
export interface Examples {
  readonly ran: number;
  readonly compared: number;
}

/**
 * Type-checks and runs every `ts` block of these places, including the comments of exports, and
 * compares each value with its `// =>`.
 */
export async function runExamples(
  places: readonly Place[],
  complain: Complaint,
): Promise<Examples> {
  // Used by this process only, because two may run at the same time.
  const folder = join(ROOT, `out-tsc/snippets-${process.pid}`);
  mkdirSync(folder, { recursive: true });
  try {
    const options = compilerOptions(ROOT);
    const programs = writePrograms(folder, places, options);
    checkTypes(programs, options, complain);
    let compared = 0;
    for (const program of programs) compared += await run(program, complain);
    return { ran: programs.length, compared };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Runs one example. Resolves to the number of compared values. */
async function run({ snippet, module }: Program, complain: Complaint): Promise<number> {
  const { file, line } = snippet;
  let compared = 0;
  // The function that examples call. The offset counts from the start of the snippet.
  const promise = async (
    offset: number,
    actual: () => Promise<unknown>,
    expected: () => unknown,
  ): Promise<void> => {
    compared++;
    try {
      expect(await actual()).toEqual(expected());
    } catch (error) {
      complain(file, line + offset, error);
    }
  };
  Object.assign(globalThis, { promise });
  try {
    await import(pathToFileURL(module).href);
  } catch (error) {
    complain(file, line, error);
  }
  return compared;
}
