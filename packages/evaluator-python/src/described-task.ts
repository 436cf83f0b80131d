import { dirname } from 'node:path';
import type { DescribedTask } from '@psyrun/core';
import { pythonWorker } from '@psyrun/evaluator-command/internal';
import { thaw } from '@psyrun/pspace';
import { modulesFolder, type AnsweredPython, type AnsweredTask } from './ask-python.ts';
import { settingsOf } from './settings-of.ts';

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
    settings: settingsOf(settings, pspace.length),
    pspace,
    program: {
      program: {
        argv: [settings.python ?? python.executable, ...pythonWorker()],
        cwd: dirname(path),
      },
      load: {
        loader: { folder: modulesFolder(), module: 'psyrun_task.loaded' },
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
