import { fileURLToPath } from 'node:url';
import { describe, expect, jest, test } from '@jest/globals';
import { ProjectFolder } from '../fixtures/project-folder.ts';

// The backend is loaded from its sources, on a machine that may be busy.
jest.setTimeout(180_000);

const PROGRAM = fileURLToPath(
  new URL('../../../mapper/test/fixtures/program.mjs', import.meta.url),
);

/** The text of a task whose rows a program evaluates: it squares x. */
function programTask(acts: readonly string[], more: Record<string, unknown> = {}): string {
  const { argv = [process.execPath, PROGRAM], ...settings } = more;
  const exported = Object.entries({ evaluator: { program: { argv } }, ...settings });
  return [
    "import { param, range } from '@psyrun/pspace';",
    `export const pspace = param({ act: ${JSON.stringify(acts)}, x: range(${acts.length}) });`,
    ...exported.map(([name, value]) => `export const ${name} = ${JSON.stringify(value)};`),
  ].join('\n');
}

const LOAD_BALANCING = `
  import { LoadBalancingBackend } from '@psyrun/backend-loadbalancing';
  export const backend = LoadBalancingBackend;`;

const squares = ['square', 'square', 'square', 'square'];
const folderOf = (text: string) => new ProjectFolder({ 'psy-tasks/task_t.js': text });

describe.each(['distribute', 'load balancing'])('a program with the backend %s', (backend) => {
  const taskText = (acts: readonly string[], more: Record<string, unknown>) =>
    programTask(acts, more) + (backend === 'distribute' ? '' : LOAD_BALANCING);

  test('gives a complete result', async () => {
    const folder = folderOf(taskText(squares, { maxJobs: 2, poolSize: 2 }));
    const project = folder.open();
    const notes: string[] = [];
    await project.run('t', {
      onEvent: (event) => void (event.type === 'note' && notes.push(event.message)),
    });
    expect(notes).toEqual([`The rows of 't' are evaluated by ${process.execPath}.`]);
    expect(await project.status('t')).toMatchObject({ done: 4, complete: true });
    expect(await project.verify('t')).toMatchObject({
      verified: true,
      versions: { test: '1', lib: '2.0', node: process.versions.node },
    });
  });

  test('fails only the rows that it fails, and one that takes too long', async () => {
    const acts = ['square', 'throw', 'block', 'square'];
    const project = folderOf(taskText(acts, { timeout: 1000 })).open();
    await project.run('t').catch(() => undefined);
    expect(await project.status('t')).toMatchObject({ done: 2, failed: 2 });
  });
});

test('a row of a program is evaluated here, by psy test and psy repro', async () => {
  const project = folderOf(programTask(['print', 'square'])).open();
  expect(await project.test('t')).toMatchObject({
    evaluation: { kind: 'done', row: { x: 0, y: 0 } },
    output: ['row 0'],
  });
  await project.run('t');
  expect(await project.repro('t', 1)).toMatchObject({ evaluation: { row: { y: 1 } } });
});

test('other arguments of the program are another computation', async () => {
  const folder = folderOf(programTask(squares));
  await folder.open().run('t');
  folder.write(
    'psy-tasks/task_t.js',
    programTask(squares, { argv: [process.execPath, PROGRAM, 'b'] }),
  );
  const { changes } = (await folder.open().status('t')) as unknown as { changes: string[] };
  expect(changes.join()).toMatch(/^program has changed from .*program\.mjs.* to .*"b"/);
});

describe('settings that exclude each other are refused', () => {
  test.each(['execute', 'setup'])('evaluator and %s', async (name) => {
    const text = `${programTask(squares)}\nexport const ${name} = () => ({});`;
    await expect(folderOf(text).open().run('t')).rejects.toMatchObject({
      code: 'PSYRUN_TASK_INVALID',
      message: expect.stringContaining(`both evaluator and ${name}`),
    });
  });
});
