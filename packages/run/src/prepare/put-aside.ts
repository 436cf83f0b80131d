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

/**
 * Moves a run to `previous/` before a new run replaces it. An earlier run there is removed. `run.json`
 * is moved last, so that the next call completes an interrupted move. A result in another folder stays
 * there under another name.
 */
export async function putAside(directory: WorkDirectory, former?: RunDescription): Promise<void> {
  const { previous } = directory;
  if (existsSync(join(previous, basename(directory.run)))) {
    await rm(previous, { recursive: true, force: true });
  }
  await makeFolder(previous);
  if (former !== undefined) await moveResults(directory, former);
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

async function moveResults(
  { root, previous }: WorkDirectory,
  { resultfile }: RunDescription,
): Promise<void> {
  for (const file of [certificateFile(resultfile), resultfile, partialFile(resultfile)]) {
    const inside = dirname(file) === root;
    await moveIfThere(file, inside ? join(previous, basename(file)) : previousFile(file));
  }
}

/**
 * The rename itself tells whether the file is there. `existsSync` is false for any error: journals that
 * stay in place would count for the new run.
 */
async function moveIfThere(from: string, to: string): Promise<void> {
  await ifThere(rename(from, to));
}
