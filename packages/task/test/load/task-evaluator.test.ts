import { renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { codeOf } from '../../src/code/code-of.ts';
import { taskImports } from '../../src/modules/task-imports.ts';
import { taskEvaluator } from '../../src/load/task-evaluator.ts';
import { folderWith } from '../fixtures/folder.ts';

async function setUp(returned: string): Promise<unknown> {
  const content = `class Model {}
    export const setup = async () => (${returned});
    export const execute = ({ x }) => ({ y: 2 * x });`;
  const file = join(folderWith({ 'task_t.js': content }), 'task_t.js');
  return (await taskEvaluator({ file, code: await codeOf(await taskImports(file)) })).setup!(0);
}

test.each<[string, object | undefined]>([
  ['{ device: 3 }', { device: 3 }],
  ['Object.assign(Object.create(null), { device: 3 })', { device: 3 }],
  ['undefined', undefined],
  ['null', undefined],
])('setup may return: %s', async (returned, resources) => {
  expect(await setUp(returned)).toEqual(resources);
});

test.each([
  ['5', 'setup returned 5.'],
  ["'cuda:0'", "setup returned 'cuda:0'."],
  ['[1, 2, 3, 4]', 'setup returned [ 1, 2, 3, ... 1 more item ].'],
  ['new Model()', 'setup returned Model {}.'],
  ['new Map()', 'setup returned Map(0) {}.'],
])('setup may not return: %s', async (returned, message) => {
  await expect(setUp(returned)).rejects.toMatchObject({ code: 'PSYRUN_EVALUATOR' });
  await expect(setUp(returned)).rejects.toThrow(`${message} Return an object of resources`);
});

describe('the code since the run began', () => {
  const files = {
    'task_t.js': "import { f } from './f.js';\nexport const execute = ({ x }) => ({ y: f(x) });",
    'f.js': 'export const f = (x) => 2 * x;',
    'psy-conf.js': 'export const maxJobs = 3;',
  };

  test.each([
    ['task_t.js', "import { f } from './f.js';\nexport const execute = ({ x }) => ({ y: -f(x) });"],
    ['f.js', 'export const f = (x) => 3 * x;'],
    ['psy-conf.js', 'export const setup = () => ({ z: 1 });'],
    ['task_t.js', 'export const execute = ({ x }) => ({ y: 2 * x });'],
  ])('a change of %s is refused', async (name, text) => {
    const file = join(folderWith(files), 'task_t.js');
    const code = await codeOf(await taskImports(file));
    writeFileSync(join(dirname(file), name), text);
    const evaluator = taskEvaluator({ file, code });
    await expect(evaluator).rejects.toMatchObject({ code: 'PSYRUN_RUN_CHANGED' });
    await expect(evaluator).rejects.toThrow(`${name} has changed since the run began.`);
  });

  test('a setting, a comment and another path of the folder are accepted', async () => {
    const folder = folderWith({ ...files, 'moved/.keep': '' });
    const code = await codeOf(await taskImports(join(folder, 'task_t.js')));
    for (const name of Object.keys(files)) {
      renameSync(join(folder, name), join(folder, 'moved', name));
    }
    const file = join(folder, 'moved/task_t.js');
    writeFileSync(file, `// faster\n${files['task_t.js']}\nexport const maxJobs = 7;`);
    const evaluator = await taskEvaluator({ file, code });
    expect(await evaluator.evaluate({ x: 4 }, 0)).toEqual({ y: 8 });
  });
});
