import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { taskEvaluator } from '../src/task-evaluator.ts';
import { folderWith } from './fixtures/folder.ts';

async function setUp(returned: string): Promise<unknown> {
  const content = `class Model {}
    export const setup = async () => (${returned});
    export const execute = ({ x }) => ({ y: 2 * x });`;
  const file = join(folderWith({ 'task_t.js': content }), 'task_t.js');
  return (await taskEvaluator({ file })).setup!(0);
}

test.each<[string, object | undefined]>([
  ['{ device: 3 }', { device: 3 }],
  ['Object.assign(Object.create(null), { device: 3 })', { device: 3 }],
  ['undefined', undefined],
  ['null', undefined],
])('what setup may return: %s', async (returned, resources) => {
  expect(await setUp(returned)).toEqual(resources);
});

test.each([
  ['5', 'setup returned 5.'],
  ["'cuda:0'", "setup returned 'cuda:0'."],
  ['[1, 2, 3, 4]', 'setup returned [ 1, 2, 3, ... 1 more item ].'],
  ['new Model()', 'setup returned Model {}.'],
  ['new Map()', 'setup returned Map(0) {}.'],
])('what would be lost is refused: %s', async (returned, message) => {
  await expect(setUp(returned)).rejects.toMatchObject({ code: 'PSYRUN_EVALUATOR' });
  await expect(setUp(returned)).rejects.toThrow(`${message} Return an object of what execute`);
});
