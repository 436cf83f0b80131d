import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';
import { PsyrunError } from '@psyrun/core';

/** The parts of the environment that decide which Python runs. */
type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Returns the Python interpreter of a task in `folder`: `PSYRUN_PYTHON`, or that of the active virtual
 * or Conda environment, or that of a `.venv` in the folder or above, or `python3` or `python` of
 * `PATH`.
 *
 * Throws `PSYRUN_EVALUATOR`, which names what was tried, if there is none.
 */
export function pythonFor(folder: string, env: Environment = process.env): string {
  const chosen = env['PSYRUN_PYTHON'];
  if (chosen) return chosen;
  const places = [
    ...['VIRTUAL_ENV', 'CONDA_PREFIX'].flatMap((name) => (env[name] ? [env[name]] : [])),
    ...aboveAnd(folder).map((above) => join(above, '.venv')),
  ].map((place) => join(place, 'bin', 'python'));
  const onPath = (env['PATH'] ?? '').split(delimiter).filter(Boolean);
  const names = ['python3', 'python'].flatMap((name) => onPath.map((place) => join(place, name)));
  const found = [...places, ...names].find(isProgram);
  if (found !== undefined) return found;
  const tried = [...places.filter((place) => !place.includes('/.venv/')), 'python3', 'python'];
  const text = `There is no Python interpreter: no ${tried.join(', no ')}, and no .venv in ${folder} or above.`;
  throw new PsyrunError('PSYRUN_EVALUATOR', text, {
    hint: 'Install Python 3.7 or newer, or name it: python(file, name, { interpreter }) or PSYRUN_PYTHON.',
    fields: { tried: [...places, 'python3', 'python'] },
  });
}

function aboveAnd(folder: string): string[] {
  const above = dirname(resolve(folder));
  return above === resolve(folder) ? [above] : [resolve(folder), ...aboveAnd(above)];
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
