import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Project } from '../fixtures/project.ts';
import { psyHere } from '../fixtures/psy-here.ts';
import { rowsHere } from '../fixtures/rows-here.ts';

let project: Project;
beforeAll(async () => {
  project = new Project();
  project.write(
    'psy-tasks/task_circle.js',
    `${rowsHere()}
import { param, range } from '@psyrun/pspace';
export const pspace = param({ radius: range(4) }).product(param({ trial: range(3) }));
export const execute = ({ radius, trial }) => ({ area: radius * radius + trial });`,
  );
  await psyHere(project, ['run', '-q', 'circle']);
});
afterAll(() => project.remove());

test.each([[[]], [['--by', 'radius,trial,more']]])('psy plot %j is refused', async (by) => {
  const { status, stderr } = await psyHere(project, ['plot', 'circle', 'area', ...by]);
  expect([status, stderr]).toEqual([2, expect.stringContaining('one or two parameters')]);
  const advice = /psy (plot circle area --by radius)/.exec(stderr)![1]!;
  expect(await psyHere(project, advice.split(' '))).toMatchObject({ status: 0 });
  expect(readFileSync(project.path('circle.svg'), 'utf8')).toContain('<svg');
});

test('records that cannot be read are told, and the others are drawn', async () => {
  const journal = project.path('psy-work/circle/out/0.journal');
  const bytes = readFileSync(journal);
  bytes[bytes.length - 110]! ^= 1;
  writeFileSync(journal, bytes);
  // A certified result has all rows, whatever the journals are like.
  rmSync(project.path('psy-work/circle/result.certificate.json'));
  const drawn = await psyHere(project, ['plot', 'circle', 'area', '--by', 'radius', '--json']);
  expect(drawn).toMatchObject({ status: 1, stderr: expect.stringContaining('0.journal') });
  expect(JSON.parse(drawn.stdout)).toMatchObject({
    problems: expect.arrayContaining([expect.stringContaining('0.journal is damaged')]),
  });
});
