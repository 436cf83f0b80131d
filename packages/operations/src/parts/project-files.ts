import { existsSync, realpathSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { PsyrunError } from '@psyrun/core';
import type { LoadedTask } from '@psyrun/task';

/** The files that tell which packages a project needs. */
const OF_PACKAGES = [
  ...['package.json', 'package-lock.json', 'pnpm-lock.yaml', 'yarn.lock', 'tsconfig.json'],
  ...['requirements.txt', 'pyproject.toml', 'environment.yml', 'renv.lock'],
];

/**
 * Resolves to the files that a task needs elsewhere, by their paths relative to the project: the task file, what
 * it imports, the files of `fileDep`, `psy-conf`, and those that name packages.
 *
 * Throws `PSYRUN_NOT_SUPPORTED` for a file outside of the project.
 */
export async function projectFiles(task: LoadedTask, cwd: string): Promise<Map<string, string>> {
  const root = realpathSync(cwd);
  const taskdir = dirname(task.file);
  const settings = (await readdir(taskdir)).filter((name) => /^psy[-_]conf\./.test(name));
  const paths = [
    task.file,
    ...Object.keys(await task.code()),
    ...task.fileDep,
    ...settings.map((name) => join(taskdir, name)),
    ...OF_PACKAGES.map((name) => join(root, name)).filter((path) => existsSync(path)),
  ];
  const files = new Map<string, string>();
  for (const path of paths.filter((one) => existsSync(one))) {
    files.set(placeIn(root, realpathSync(path), path), path);
  }
  return files;
}

/** Returns the path of a file or folder relative to the project. */
export function placeIn(root: string, path: string, shown: string = path): string {
  const place = relative(root, resolve(path));
  if (place !== '' && !place.startsWith('..')) return place;
  throw new PsyrunError(
    'PSYRUN_NOT_SUPPORTED',
    `${shown} is outside of the project ${root}, so it cannot be part of a folder that runs elsewhere.`,
    { hint: 'Run psy in a folder that has all files of the task.', fields: { file: shown } },
  );
}
