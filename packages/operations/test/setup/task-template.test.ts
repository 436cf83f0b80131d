import { expect, test } from '@jest/globals';
import { taskTemplate } from '../../src/setup/task-template.ts';

test('the arguments of a scheduler are in the template as it suggests them', () => {
  const args = { timelimit: '01:00:00', memory: '1G' };
  expect(taskTemplate('x', { name: 'slurm', args }, 'psyrun')).toContain(
    "schedulerArgs: { timelimit: '01:00:00', memory: '1G' },",
  );
});

test('a task imports from the package that is installed', () => {
  const scheduler = { name: 'immediate', args: {} };
  const imports = "import { defineTask, linspace, param, range } from 'psyrun';";
  expect(taskTemplate('x', scheduler, 'psyrun')).toContain(imports);
  expect(taskTemplate('x', scheduler, '@psyrun/cli')).not.toContain(imports);
});
