import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { ifThere } from '@psyrun/files';
import type { RunDescription } from '../directory/run-description.ts';
import {
  certificateFile,
  partialFile,
  previousFile,
  type WorkDirectory,
} from '../directory/work-directory.ts';
import { makeFolder } from '../directory/make-folder.ts';

/** The run that begins and the one before it, if there was one. */
export interface Succession {
  readonly run: RunDescription;
  readonly former: RunDescription | undefined;
}

/**
 * Moves a run to `previous/` before a new run replaces it. An earlier run there is removed. `run.json`
 * is moved last, so that the next call completes an interrupted move.
 */
export async function putAside(directory: WorkDirectory, succession: Succession): Promise<void> {
  const { previous } = directory;
  if (existsSync(join(previous, basename(directory.run)))) {
    await rm(previous, { recursive: true, force: true });
  }
  await moveResults(directory, succession, previous);
  for (const path of [directory.out, directory.kept, directory.in, directory.run]) {
    await moveIfThere(path, freeName(join(previous, basename(path))));
  }
}

/**
 * Returns a path that does not exist yet. If an earlier move was interrupted and the run then went on,
 * `previous/` has folders of the same run, which are kept.
 */
function freeName(path: string): string {
  let name = path;
  for (let count = 1; existsSync(name); count++) name = `${path}.${count}`;
  return name;
}

/**
 * Moves the results of the former run, complete and partial, to `folder` with their certificate. A
 * result in a folder of the user stays there under another name.
 *
 * Only the work directory and the place of the new result are looked at. `run.json` may be a copy, and
 * the result that it names may be that of the original.
 */
export async function moveResults(
  directory: WorkDirectory,
  { run, former }: Succession,
  folder: string,
): Promise<void> {
  await makeFolder(folder);
  for (const resultfile of new Set([formerResult(directory, former ?? run), run.resultfile])) {
    const isInside = dirname(resultfile) === directory.root;
    for (const file of [certificateFile(resultfile), resultfile, partialFile(resultfile)]) {
      await moveIfThere(file, isInside ? join(folder, basename(file)) : previousFile(file));
    }
  }
}

/** Returns the path that the result of a former run has if it is in the work directory. */
export function formerResult({ root }: WorkDirectory, { resultfile }: RunDescription): string {
  return join(root, basename(resultfile));
}

/**
 * The rename itself tells whether the file is there. `existsSync` is false for any error: journals that
 * stay in place would count for the new run.
 */
async function moveIfThere(from: string, to: string): Promise<void> {
  await ifThere(rename(from, to));
}
