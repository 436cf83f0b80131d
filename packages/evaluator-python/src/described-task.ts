import { dirname } from 'node:path';
import type { DescribedTask, ParameterSpace } from '@psyrun/core';
import { PYTHON_WORKER } from '@psyrun/evaluator-command/internal';
import { thaw } from '@psyrun/pspace';
import { MODULES, type AnsweredArg, type AnsweredPython, type AnsweredTask } from './ask-python.ts';

/** The surroundings that all task files of a folder share. */
export interface TaskPlace {
  /** Absolute path of `psy-conf.py`, if there is one. */
  readonly conf?: string;
  readonly python: AnsweredPython;
}

/** Returns the description of a task file in terms of psyrun. */
export function describedTask(
  path: string,
  { settings, space, rows, code }: AnsweredTask,
  { conf, python }: TaskPlace,
): DescribedTask {
  const pspace = thaw(space);
  return {
    settings: settingsOf(settings, pspace),
    pspace,
    program: {
      program: {
        argv: [settings.python ?? python.executable, PYTHON_WORKER],
        cwd: dirname(path),
      },
      load: {
        loader: { folder: MODULES, module: 'psyrun_task.loaded' },
        file: path,
        ...(conf !== undefined && { conf }),
        code,
      },
      rows: 'index',
    },
    rows: Buffer.from(rows, 'base64'),
    packages: { python: python.version, ...python.packages },
  };
}

function settingsOf(
  { maxJobs, name, python: _, resultfile, schedulerArgs, ...others }: AnsweredTask['settings'],
  { length }: ParameterSpace,
): DescribedTask['settings'] {
  return {
    ...others,
    // None means one job for each row.
    ...(maxJobs !== undefined && { maxJobs: maxJobs ?? Math.max(length, 1) }),
    ...(name && { name }),
    ...(resultfile && { resultfile }),
    ...(schedulerArgs && { schedulerArgs: argsOf(schedulerArgs) }),
  };
}

function argsOf(args: Readonly<Record<string, AnsweredArg>>): Record<string, unknown> {
  const entries = Object.entries(args).map(([key, arg]) => [
    key,
    'value' in arg ? arg.value : (job: string) => arg.byJob[job],
  ]);
  return Object.fromEntries(entries) as Record<string, unknown>;
}
