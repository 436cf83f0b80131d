import { afterEach, expect, test } from '@jest/globals';
import { Project } from '../fixtures/project.ts';
import { psyHere } from '../fixtures/psy-here.ts';

const project = new Project();
afterEach(() => project.remove());

const ERROR = `new TypeError('fetch failed', {
  cause: Object.assign(new Error('connect to the licence server'), { code: 'ECONNREFUSED' }),
})`;
const CAUSE = 'Caused by: Error: connect to the licence server [ECONNREFUSED]';
const task = (body: string) => `
  import { param } from '@psyrun/pspace';
  export const pspace = param({ x: [1, 2] });
  ${body}
`;

test('the causes of a failed row are in failures, repro, the log and --json', async () => {
  project.write('psy-tasks/task_t.js', task(`export const execute = () => { throw ${ERROR}; };`));
  await psyHere(project, ['run', '-q', 't']);
  expect((await psyHere(project, ['failures', 't'])).stdout).toContain(`    ${CAUSE}\n`);
  const repro = await psyHere(project, ['repro', 't', '0']);
  expect(repro.stderr.split('Caused by: Error: connect to the licence server')).toHaveLength(3);
  expect((await psyHere(project, ['logs', 't'])).stdout).toContain('ECONNREFUSED');
  const { stdout } = await psyHere(project, ['failures', '--json', 't']);
  expect(JSON.parse(stdout)).toMatchObject({
    errors: [{ cause: { message: 'connect to the licence server', code: 'ECONNREFUSED' } }],
  });
});

test('the causes of a task file that cannot be loaded are in the error and in --json', async () => {
  project.write('psy-tasks/task_t.js', task(`throw ${ERROR}; export const execute = () => ({});`));
  const { stderr, stdout } = await psyHere(project, ['test', '--json', 't']);
  expect(stderr.split('\n')).toContain(CAUSE);
  expect(stderr).toContain(`Error: fetch failed ${CAUSE}`);
  expect(JSON.parse(stdout)).toMatchObject({
    error: { cause: { message: 'fetch failed', cause: { code: 'ECONNREFUSED' } } },
  });
});
