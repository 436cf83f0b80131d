import { dirname } from 'node:path';
import {
  codeOfProgram,
  isForeignFunction,
  locateProgram,
  requireParameters,
  type DescribedTask,
  type ParameterSpace,
  type Task,
} from '@psyrun/core';
import { param } from '@psyrun/pspace';
import { codeOf } from '../code/code-of.ts';
import { packagesOf } from '../code/packages-of.ts';
import { reloadModule } from '../modules/reload-module.ts';
import { taskImports } from '../modules/task-imports.ts';
import type { PluginRegistry } from '../plugins/plugin-registry.ts';
import { loadSettings } from '../settings/load-settings.ts';
import type { TaskSettings } from '../settings/settings.ts';
import { here } from './here.ts';
import { laterSpace, type LaterSpace } from '../later/result-of.ts';
import { rowsPath, withRows } from './rows-file.ts';
import { taskReader } from './task-reader.ts';

/** The parts of a task that its file computes: its rows, and how they are evaluated. */
export interface ComputedParts extends Pick<
  Task,
  'pspace' | 'evaluator' | 'rowsFile' | 'code' | 'packages'
> {
  /** Loads the file again and resolves to its space, which differs if it is random. */
  readonly redraw: () => Promise<ParameterSpace>;
  /** The space, if it is made when results of other tasks are there. `pspace` has no rows then. */
  readonly later?: LaterSpace;
  /** Rejects if the function, which is in another language, cannot be loaded for sure. */
  readonly checkFunction?: () => Promise<void>;
}

/** Resolves to the parts of a task file in JavaScript. */
export async function modulePartsOf(path: string, settings: TaskSettings): Promise<ComputedParts> {
  // The digests are those of the loaded code, even if the files change later.
  const imports = await taskImports(path);
  const later = laterSpace(settings.pspace);
  if (settings.evaluator && !later) requireParameters(settings.evaluator, spaceOf(settings).keys);
  const { evaluator } = settings;
  const program = evaluator && (await locateProgram(evaluator, dirname(path)));
  const code = { ...(await codeOf(imports)), ...(program && codeOfProgram(program)) };
  return {
    pspace: spaceOf(settings),
    redraw: async () => spaceOf(await loadSettings(path, reloadModule)),
    evaluator: program ?? here('task-evaluator', 'taskEvaluator', { file: path, code }),
    code: async () => code,
    ...(evaluator && {
      checkFunction: async () => {
        if (isForeignFunction(evaluator)) await evaluator.check?.(dirname(path));
      },
    }),
    packages: () => packagesOf(imports),
    ...(later && { later }),
  };
}

interface PartsOptions {
  readonly plugins: PluginRegistry;
  readonly workdir: string;
  readonly cwd: string;
}

/** Returns the parts of a task file in another language. */
export function describedParts(
  path: string,
  { pspace, program, rows, packages }: DescribedTask,
  { plugins, workdir, cwd }: PartsOptions,
): ComputedParts {
  const code = codeOfProgram(program);
  return {
    pspace,
    redraw: async () => {
      const read = await taskReader([{ file: path }], plugins, { cwd });
      return (await read(path)).described!.pspace;
    },
    evaluator: withRows(program, pspace, workdir),
    ...(rows && { rowsFile: { path: rowsPath(workdir, pspace), content: rows } }),
    code: async () => code,
    packages: async () => packages,
  };
}

/** Returns the space; one without rows for a space that is made later. */
function spaceOf({ pspace }: TaskSettings): ParameterSpace {
  return pspace === undefined || laterSpace(pspace) !== undefined ? param({}) : pspace;
}
