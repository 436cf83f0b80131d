import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { Project } from '../fixtures/project.ts';
import { psyHere } from '../fixtures/psy-here.ts';

let project: Project;
beforeEach(() => {
  project = new Project();
});
afterEach(() => project.remove());

test('beside a running psy, a run names it and fails, and one with --wait waits for its end', async () => {
  const go = JSON.stringify(project.path('go'));
  project.write(
    'psy-tasks/task_t.js',
    `import { existsSync } from 'node:fs';
    import { setTimeout as sleep } from 'node:timers/promises';
    import { param, range } from '@psyrun/pspace';
    export const pspace = param({ x: range(4) });
    export const execute = async ({ x }) => {
      while (x > 1 && !existsSync(${go})) await sleep(20);
      return {};
    };`,
  );
  const first = project.start('run', 't');
  const ended = new Promise((resolve) => first.once('exit', resolve));
  while ((await project.recorded('t')).size < 1) await sleep(20);
  const { status, stderr } = await psyHere(project, ['run', 't']);
  expect(status).toBe(1);
  expect(stderr).toMatch(/Process \d+ on \S+ has worked on it since 20.* \(.*run\.json\.lock\)/);
  expect(stderr).toContain(`Process ${first.pid} on`);
  const waiting = psyHere(project, ['run', '--wait', 't']);
  project.write('go', '');
  expect(await waiting).toMatchObject({
    status: 0,
    stderr: expect.stringContaining('(4 rows, complete)'),
  });
  expect(await ended).toBe(0);
});
