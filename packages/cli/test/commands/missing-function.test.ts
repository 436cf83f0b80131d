import { existsSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { Project } from '../fixtures/project.ts';
import { psyHere } from '../fixtures/psy-here.ts';

let project: Project;
beforeEach(() => {
  project = new Project();
});
afterEach(() => project.remove());

const task = (evaluator: string) => `
import { python, r } from 'psyrun';
import { param } from '@psyrun/pspace';
export const pspace = param({ x: [2, 3] });
export const evaluator = ${evaluator};
`;

test.each([
  [`python('./model.py', 'simulat', { interpreter: '/usr/bin/python3' })`, 'model.py'],
  [`r('./model.R', 'simulat')`, 'model.R'],
])('psy run says at once that there is no %s, and its hint works', async (evaluator, file) => {
  project.write('psy-tasks/model.py', 'def simulate(x):\n    return {"y": x}\n');
  project.write('psy-tasks/model.R', 'simulate <- function(x) list(y = x)\n');
  project.write('psy-tasks/task_t.ts', task(evaluator));
  const { status, stdout, stderr } = await psyHere(project, ['run']);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toBe(
    `psy: error: ${project.path('psy-tasks', file)} has no function simulat. It has: simulate. ` +
      'Did you mean simulate? [PSYRUN_EVALUATOR]\n',
  );
  expect(existsSync(project.path('psy-work'))).toBe(false);

  project.write('psy-tasks/task_t.ts', task(evaluator.replace('simulat', 'simulate')));
  const again = await psyHere(project, ['run']);
  expect(again.stderr).toContain('2 rows, complete');
});
