import { rmSync } from 'node:fs';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from '@jest/globals';
import { findPlugins } from '@psyrun/task';
import type { Project } from '../fixtures/project.ts';
import { PSYRUN, psyHere } from '../fixtures/psy-here.ts';
import type { Step } from './step.ts';

const plugins = findPlugins(import.meta.dirname, fileURLToPath(new URL('.', PSYRUN)));

/**
 * Takes a step of a transcript and compares what it gives.
 *
 * The original prints a line for each job (`-v`) and removes without a question (`--yes`). One
 * worker is enough for the comparison and starts in half the time of two.
 */
export async function takeStep(project: Project, step: Step): Promise<void> {
  if ('write' in step) return project.write(step.write, step.text);
  if ('remove' in step) return rmSync(project.path(step.remove));
  if ('result' in step) {
    const store = await plugins.store(extname(step.result));
    const table = await store.load(project.path(step.result));
    return expect({ ...table }).toEqual(step.is);
  }
  const { psy, out, error = '', status = 0 } = step;
  const args = psy
    .replace('run -q', 'run -q -v -j 1')
    .replace(/^clean/, 'clean --yes')
    .split(' ');
  const outcome = await psyHere(project, args, undefined, PSYRUN);
  const lines = outcome.stdout.replaceAll(project.folder, '$PWD').split('\n').slice(0, -1);
  expect({ psy, status: outcome.status, stderr: outcome.stderr }).toEqual({
    psy,
    status,
    stderr: expect.stringContaining(error),
  });
  if (out !== undefined) expect({ psy, lines }).toEqual({ psy, lines: out });
}
