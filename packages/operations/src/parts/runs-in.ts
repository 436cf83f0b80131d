import { existsSync, statSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join, resolve } from 'node:path';
import { PsyrunError } from '@psyrun/core';
import { readRun, WorkDirectory } from '@psyrun/run';
import { unpackRuns } from './archive.ts';

/** The work directories of a folder or zip file, with the names of their tasks. */
export interface RunsIn {
  readonly runs: readonly { readonly folder: string; readonly task: string }[];
  /** Removes what was unpacked. */
  readonly close: () => Promise<void>;
}

/** How deep below the given folder a work directory can be: `part/psy-work/circle` in a zip file. */
const DEEPEST = 4;
const OTHERS = new Set(['node_modules', 'previous', 'kept', 'out', 'in', 'damaged', '.git']);

/**
 * Finds the work directories in a folder or in a zip file, which is unpacked.
 *
 * Throws `PSYRUN_FILE_NOT_FOUND`, `PSYRUN_NO_RUN` if there is none, and `PSYRUN_FILE_FORMAT` for a file that is no
 * zip file.
 */
export async function runsIn(path: string): Promise<RunsIn> {
  if (!existsSync(path)) throw notThere(path);
  if (statSync(path).isDirectory()) {
    return { runs: await named(path, path), close: async () => undefined };
  }
  if (extname(path) !== '.zip') throw noArchive(path);
  const folder = await mkdtemp(join(tmpdir(), 'psyrun-adopt-'));
  const close = () => rm(folder, { recursive: true, force: true });
  try {
    await unpackRuns(path, folder);
    return { runs: await named(folder, path), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function named(folder: string, path: string): Promise<RunsIn['runs']> {
  const folders = await workDirectories(resolve(folder), DEEPEST);
  if (folders.length === 0) throw noRun(path);
  return Promise.all(
    folders.map(async (found) => {
      const run = await readRun(new WorkDirectory(found).run);
      return { folder: found, task: run!.task };
    }),
  );
}

async function workDirectories(folder: string, depth: number): Promise<string[]> {
  if (existsSync(new WorkDirectory(folder).run)) return [folder];
  if (depth === 0) return [];
  const entries = await readdir(folder, { withFileTypes: true });
  const inside = entries.filter((entry) => entry.isDirectory() && !OTHERS.has(entry.name));
  const found = await Promise.all(
    inside.map(({ name }) => workDirectories(join(folder, name), depth - 1)),
  );
  return found.flat().sort();
}

function notThere(path: string): PsyrunError {
  return new PsyrunError('PSYRUN_FILE_NOT_FOUND', `There is no ${path}.`, {
    hint: 'Name a zip file, a folder in which psy run was, or a work directory such as psy-work/circle.',
    fields: { file: path },
  });
}

function noArchive(path: string): PsyrunError {
  return new PsyrunError('PSYRUN_FILE_FORMAT', `${path} is neither a folder nor a .zip file.`, {
    hint: 'Unpack other archives first, and name the folder.',
    fields: { file: path },
  });
}

function noRun(path: string): PsyrunError {
  return new PsyrunError('PSYRUN_NO_RUN', `${path} has no run, so it has no rows.`, {
    hint: 'Name a folder in which psy run was, or a work directory such as psy-work/circle.',
    fields: { file: path },
  });
}
