import { existsSync, realpathSync } from 'node:fs';
import { copyFile, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { PsyrunError } from '@psyrun/core';
import { toRanges } from '@psyrun/pspace/internal';
import { beginPart, makeFolder } from '@psyrun/run';
import type { LoadedTask } from '@psyrun/task';
import { listedRun } from '../rows/listed-run.ts';
import { filteredRows } from '../rows/row-filter.ts';
import type { SplitOffResult } from '../schemas/split-off.ts';
import { packFolder } from './archive.ts';
import { placeIn, projectFiles } from './project-files.ts';

/** Options of `Project.splitOff`. */
export interface SplitOffOptions {
  /** The condition on parameters, results and facts of the rows, see `Project.rows`. */
  readonly where: string;
  /** A new folder, or a new file that ends with `.zip`. */
  readonly output: string;
  /** The folder of the project. */
  readonly cwd?: string;
}

/**
 * Makes a folder, or a zip file of one, in which `psy run` evaluates some rows of a task. It has the files
 * of the task and a work directory that knows its rows. Nothing is changed here.
 *
 * Throws `PSYRUN_FILE_EXISTS`, `PSYRUN_USAGE` for a condition that no row fits and for another suffix, and
 * `PSYRUN_NOT_SUPPORTED` for files outside of the project.
 */
export async function splitOff(
  task: LoadedTask,
  { where, output, cwd = process.cwd() }: SplitOffOptions,
): Promise<SplitOffResult> {
  const suffix = extname(output);
  if (suffix !== '' && suffix !== '.zip') throw otherSuffix(output);
  if (existsSync(output)) throw alreadyThere(output);
  // Not those of the run: the space may have changed since.
  const indices = await filteredRows(await listedRun(task, task.pspace), { where });
  if (indices.length === 0) throw noRow(task, where);
  const root = realpathSync(cwd);
  const workdir = placeIn(root, resolve(root, task.workdir), task.workdir);
  const files = await projectFiles(task, root);
  await makeFolder(dirname(resolve(output)));
  // Beside the output, so that it can be renamed.
  const folder = await mkdtemp(join(dirname(resolve(output)), '.psyrun-part-'));
  try {
    for (const [place, file] of files) {
      await makeFolder(dirname(join(folder, place)));
      await copyFile(file, join(folder, place));
    }
    await beginPart(task, join(folder, workdir), toRanges(indices));
    const { rowsFile } = task;
    if (rowsFile !== undefined) {
      await writeFile(join(folder, workdir, basename(rowsFile.path)), rowsFile.content);
    }
    if (suffix === '.zip') await packFolder(folder, output, basename(output, suffix));
    else await rename(folder, output);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return { task: task.name, file: output, rows: indices.length, total: task.pspace.length };
}

function otherSuffix(output: string): PsyrunError {
  return new PsyrunError('PSYRUN_USAGE', `${output} has the suffix ${extname(output)}.`, {
    hint: `Use ${output.slice(0, -extname(output).length)}.zip, or a name without a suffix for a folder.`,
    fields: { file: output },
  });
}

function alreadyThere(output: string): PsyrunError {
  return new PsyrunError('PSYRUN_FILE_EXISTS', `${output} is there already.`, {
    hint: 'Splitting off replaces nothing: name another one, or remove it first.',
    fields: { file: output },
  });
}

function noRow({ name }: LoadedTask, where: string): PsyrunError {
  return new PsyrunError('PSYRUN_USAGE', `No row of task '${name}' fits ${where}.`, {
    hint: `See what there is with psy rows ${name}.`,
    fields: { task: name },
  });
}
