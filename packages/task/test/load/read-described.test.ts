import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from '@jest/globals';
import type { PsyrunWarning } from '@psyrun/core';
import { loadTasks, taskNames } from '../../src/load/load-tasks.ts';
import type { Plugin } from '../../src/plugins/plugin.ts';
import { findPlugins } from '../../src/plugins/find-plugins.ts';
import { PluginRegistry } from '../../src/plugins/plugin-registry.ts';
import { folderWith } from '../fixtures/folder.ts';

const host = join(import.meta.dirname, '../../../cli/src');
const execute = 'export const execute = () => ({});\n';

/** A language whose task files are JSON: settings, or an error. It notes each call. */
const LANGUAGE = `
import { appendFileSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
export class JsonTasks {
  suffix = '.json';
  async describe(files, { taskdir, cwd }) {
    appendFileSync(resolve(cwd, taskdir, 'calls'), files.length + '\\n');
    const content = (file) => JSON.parse(readFileSync(resolve(cwd, file), 'utf8'));
    const described = files.map((file) => [file, describe(content(file))]);
    return new Map(described.filter(([, task]) => task !== undefined));
  }
}
function describe(content) {
  if (content === null) return undefined;
  if (content.error) return Object.assign(new Error(content.error), { name: 'PsyrunError', code: content.error, fields: {} });
  const pspace = { keys: ['x'], length: 1, at: () => ({ x: 1 }), *[Symbol.iterator]() { yield { x: 1 }; } };
  return {
    settings: content, pspace, rows: new Uint8Array([1, 2]), packages: { json: '1' },
    program: { program: { argv: ['jq'] }, load: { code: { '/a': 'digest' } }, rows: 'index' },
  };
}
`;

/** The same language, which can tell settings alone. */
const SETTINGS = LANGUAGE.replace(
  'async describe(files, { taskdir, cwd }) {',
  `async settings(files, { taskdir, cwd }) {
    appendFileSync(resolve(cwd, taskdir, 'calls'), 'settings ' + files.length + '\\n');
    const content = (file) => JSON.parse(readFileSync(resolve(cwd, file), 'utf8'));
    const answer = (one) => (one.error ? describe(one) : one);
    return new Map(files.map((file) => [file, answer(content(file))]));
  }
  async describe(files, { taskdir, cwd }) {`,
);

function placed(files: Record<string, string>) {
  const taskdir = folderWith({ 'language.mjs': LANGUAGE, ...files });
  const found = findPlugins(taskdir, host);
  const language: Plugin = {
    ...{ kind: 'evaluators', key: '.json', package: 'psyrun-json', version: '1.0.0' },
    ...{ folder: taskdir, export: 'JsonTasks' },
    module: pathToFileURL(join(taskdir, 'language.mjs')).href,
  };
  return { taskdir, plugins: new PluginRegistry([...found.plugins, language], [], [taskdir]) };
}

async function load(files: Record<string, string>, names: string[] = []) {
  const { taskdir, plugins } = placed(files);
  const warnings: PsyrunWarning[] = [];
  const onWarning = (warning: PsyrunWarning) => warnings.push(warning);
  const tasks = await loadTasks({ taskdir, plugins, names, onWarning });
  const calls = readFileSync(join(taskdir, 'calls'), 'utf8');
  return { taskdir, tasks, warnings, calls };
}

test('a language is asked once for all its files', async () => {
  const { tasks, calls } = await load({
    'task_a.json': '{}',
    'task_b.ts': execute,
    'task_c.JSON': '{}',
  });
  expect(tasks.map(({ name }) => name)).toEqual(['a', 'b', 'c']);
  expect(calls).toBe('2\n');
});

test('names are read from settings alone, where a language can tell them', async () => {
  const names = async (language: string) => {
    const files = { 'task_a.json': '{"name":"first"}', 'task_b.json': '{"error":"NO"}' };
    const { taskdir, plugins } = placed({ ...files, 'language.mjs': language });
    const warnings: string[] = [];
    const options = {
      taskdir,
      plugins,
      onWarning: ({ message }: PsyrunWarning) => warnings.push(message),
    };
    const tasks = await taskNames(options);
    return { tasks, warnings, calls: readFileSync(join(taskdir, 'calls'), 'utf8') };
  };
  const answers = { tasks: ['first'], warnings: ['NO'] };
  expect(await names(LANGUAGE)).toEqual({ ...answers, calls: '2\n' });
  expect(await names(SETTINGS)).toEqual({ ...answers, calls: 'settings 2\n' });
});

test('only the files of the named tasks are asked about', async () => {
  const { tasks, calls } = await load({ 'task_a.json': '{}', 'task_b.json': '{}' }, ['b']);
  expect(tasks.map(({ name }) => name)).toEqual(['b']);
  expect(calls).toBe('1\n');
});

test('a task has the settings and the program that its language describes', async () => {
  const { tasks, taskdir } = await load({ 'task_a.json': '{"poolSize":3,"workdir":"/w"}' });
  const [task] = tasks;
  expect(task).toMatchObject({ poolSize: 3, file: join(taskdir, 'task_a.json'), maxJobs: 100 });
  expect(await task!.code()).toEqual({ '/a': 'digest' });
  expect(await task!.packages!()).toEqual({ json: '1' });
  expect(task!.rowsFile!.content).toEqual(new Uint8Array([1, 2]));
  expect(task!.rowsFile!.path).toMatch(/^\/w\/a\/rows-[0-9a-f]{32}$/);
  expect(task!.evaluator).toMatchObject({ rows: 'index', rowsFile: task!.rowsFile!.path });
});

test('psy-conf.ts gives defaults, but no name', async () => {
  const { tasks } = await load({
    'psy-conf.ts': `${execute}export const name = 'all';\nexport const poolSize = 2;\nexport const minItems = 4;\n`,
    'task_a.json': '{"poolSize":3}',
  });
  expect(tasks[0]).toMatchObject({ name: 'a', poolSize: 3, minItems: 4 });
  expect(tasks[0]!.pspace.keys).toEqual(['x']);
});

test.each([
  ['a setting that is not valid', '{"poolSize":0}', 'PSYRUN_TASK_INVALID'],
  ['an unknown setting', '{"pool_size":1}', 'PSYRUN_TASK_INVALID'],
  ['an error of the file', '{"error":"PSYRUN_TASK_LOAD"}', 'PSYRUN_TASK_LOAD'],
  ['a file that is left out of the answer', 'null', 'PSYRUN_PLUGIN_INVALID'],
])('%s is told, and the other tasks are loaded', async (_, content, code) => {
  const { tasks, warnings } = await load({ 'task_a.json': content, 'task_b.json': '{}' });
  expect(tasks.map(({ name }) => name)).toEqual(['b']);
  expect(warnings).toMatchObject([{ fields: { task: 'a', error: { code } } }]);
});

test('a missing language is told with one message that names its files', async () => {
  const { tasks, warnings } = await load({
    'task_a.json': '{}',
    'task_b.py': '',
    'task_c.py': '',
  });
  expect(tasks.map(({ name }) => name)).toEqual(['a']);
  expect(warnings.map(({ fields }) => fields!['task'])).toEqual(['b', 'c']);
  expect(new Set(warnings.map(({ message }) => message)).size).toBe(1);
  expect(warnings[0]!.message).toMatch(
    /^task_b\.py, task_c\.py cannot be used: No installed package provides the language of task files \.py\. .* Install it: npm install @psyrun\/evaluator-python$/,
  );
});

test('two languages may not define one task', async () => {
  const { warnings } = await load({ 'task_a.json': '{}', 'task_a.ts': execute });
  expect(warnings).toMatchObject([{ fields: { error: { code: 'PSYRUN_TASK_NAME_TWICE' } } }]);
});
