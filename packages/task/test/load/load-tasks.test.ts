import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { PluginAddress, PsyrunWarning } from '@psyrun/core';
import { findPlugins } from '../../src/plugins/find-plugins.ts';
import { loadTasks, taskNames } from '../../src/load/load-tasks.ts';
import { folderWith } from '../fixtures/folder.ts';

// The tests use the plug-ins of the command line.
const host = join(import.meta.dirname, '../../../cli/src');
const task = 'export const execute = () => ({});\n';

async function load(files: Record<string, string>, ...names: string[]) {
  const taskdir = folderWith(files);
  const warnings: PsyrunWarning[] = [];
  const tasks = await loadTasks({
    taskdir,
    plugins: findPlugins(taskdir, host),
    names,
    onWarning: (warning) => warnings.push(warning),
  });
  return { taskdir, tasks, names: tasks.map(({ name }) => name), warnings };
}

describe('which files are tasks', () => {
  test('task_<name> with a suffix of JavaScript or TypeScript, sorted by name', async () => {
    const { names } = await load({
      'task_b.ts': task,
      'task_a.js': task,
      'task_a-b.c.mjs': task,
      'x_task.ts': 'throw 1',
      'task_z.txt': '',
      'task_folder.ts/readme': '',
      'task_types.d.ts': 'export {};',
      'task_types.d.mts': 'export {};',
      'task_a.d.e.ts': task,
      'psy-conf.ts': '',
    });
    expect(names).toEqual(['a', 'a-b.c', 'a.d.e', 'b']);
  });

  test.each([
    'task_new\nline.ts',
    'task_bell\u0007.ts',
    'task_back\\slash.ts',
    'task_a:b.ts',
    'task_.ts',
  ])('a task file whose name no task can have is told, not ignored: %j', async (name) => {
    const { names, warnings } = await load({ 'task_a.ts': task, [name]: task });
    expect(names).toEqual(['a']);
    expect(warnings).toEqual([
      expect.objectContaining({
        code: 'PSYRUN_WARN_TASK_SKIPPED',
        message: expect.stringContaining('without slashes, colons and control characters'),
      }),
    ]);
  });

  test.each(['%41 b', 'a#b?c', ' ', '-dash', 'quote\'d"', 'ü漢😀', '$(x);&'])(
    'a task and its folder may be named %j',
    async (name) => {
      const taskdir = join(
        folderWith({ [`${name}/task_${name}.ts`]: `import '../lib.ts';${task}`, 'lib.ts': '' }),
        name,
      );
      const tasks = await loadTasks({
        taskdir,
        plugins: findPlugins(taskdir, host),
        names: [name],
        onWarning: () => undefined,
      });
      expect(tasks.map((found) => found.name)).toEqual([name]);
      expect(Object.keys(await tasks[0]!.code())).toHaveLength(2);
    },
  );

  test('named tasks come in the order given, and only their files are loaded', async () => {
    const files = { 'task_a.ts': task, 'task_b.ts': task, 'task_c.ts': 'throw 1' };
    const { names, warnings } = await load(files, 'b', 'a', 'b');
    expect(names).toEqual(['b', 'a', 'b']);
    expect(warnings).toEqual([]);
  });

  test('a task can have another name than its file', async () => {
    const files = { 'task_t.ts': `${task}export const name = 'renamed';` };
    expect((await load(files)).names).toEqual(['renamed']);
    expect((await load(files, 'renamed')).names).toEqual(['renamed']);
  });

  test('a variable called name that is not exported does not rename the task', async () => {
    const loop = `${task}for (const name of ['x', 'y']) void name; let name = 'z'; void name;`;
    expect((await load({ 'task_t.ts': loop })).names).toEqual(['t']);
  });

  test('two files cannot define the same task', async () => {
    const files = { 'task_a.ts': task, 'task_b.ts': `${task}export const name = 'a';` };
    await expect(load(files, 'b')).rejects.toMatchObject({ code: 'PSYRUN_TASK_NAME_TWICE' });
  });

  test('two tasks cannot have the same result, also if psy-conf sets it', async () => {
    const own = `${task}export const resultfile = 'a.pkl';`;
    const twins = { 'task_a.ts': own, 'task_b.ts': own.replace('a.pkl', './x/../a.pkl') };
    const both = { 'task_a.ts': task, 'task_b.ts': task };
    const conf = { 'psy-conf.js': "export const resultfile = 'a.pkl';", ...both };
    for (const files of [twins, conf]) {
      await expect(load(files, 'a', 'b')).rejects.toMatchObject({
        code: 'PSYRUN_RESULTFILE_TWICE',
        message: expect.stringMatching(/task_a\.ts and .*task_b\.ts both have .*a\.pkl/),
      });
    }
    expect((await load(twins, 'a')).names).toEqual(['a']);
  });

  test('the errors for a missing directory and an unknown task have hints', async () => {
    await expect(
      loadTasks({ taskdir: '/no/such', plugins: findPlugins('/', host), onWarning: () => {} }),
    ).rejects.toMatchObject({ code: 'PSYRUN_TASK_DIRECTORY' });
    await expect(load({ 'task_circle.ts': task }, 'circel')).rejects.toThrow(
      /There is no task circel in .*\. Did you mean circle\?/,
    );
  });
});

test('the error for an unreadable task directory does not call it missing', async () => {
  const taskdir = join(folderWith({ 'psy-tasks': '' }), 'psy-tasks');
  const plugins = findPlugins(taskdir, host);
  const loading = loadTasks({ taskdir, plugins, onWarning: () => undefined });
  await expect(loading).rejects.toThrow(/The task directory .*psy-tasks cannot be read: ENOTDIR/);
});

describe('a file name that is invalid for a task', () => {
  // psy clean would remove the files of all tasks, or those of the project.
  test.each(['task_.ts', 'task_..ts', 'task_...ts', 'task_a:b.ts'])('%s', async (name) => {
    const { names, warnings } = await load({ [name]: task });
    expect(names).toEqual([]);
    expect(warnings[0]!.message).toMatch(
      /expected a string of whole characters without slashes.* Rename the file/,
    );
  });

  test('task_50%a.ts', async () => {
    const loading = load({ 'task_50%a.ts': task }, '50%a');
    await expect(loading).rejects.toMatchObject({ code: 'PSYRUN_TASK_INVALID' });
    await expect(loading).rejects.toThrow('psy-work/50%a has %a in its path');
  });
});

describe('a file that cannot be loaded', () => {
  const files = { 'task_a.ts': task, 'task_bad.ts': "throw new RangeError('broken on purpose');" };

  test('is a warning if other tasks are named', async () => {
    const { names, warnings } = await load(files);
    expect(names).toEqual(['a']);
    expect(warnings).toMatchObject([{ code: 'PSYRUN_WARN_TASK_SKIPPED', fields: { task: 'bad' } }]);
    expect(warnings[0]!.message).toContain('task_bad.ts could not be loaded: RangeError: broken');
  });

  test('is an error if its task is named', async () => {
    await expect(load(files, 'bad')).rejects.toMatchObject({ code: 'PSYRUN_TASK_LOAD' });
  });

  test.each([
    ['a syntax error', 'export const = 1;', 'PSYRUN_TASK_LOAD'],
    ['no function execute', 'export const pspace = undefined;', 'PSYRUN_TASK_INVALID'],
    ['an unusable setting', `${task}export const maxJobs = -1;`, 'PSYRUN_TASK_INVALID'],
    ['an unknown store', `${task}export const store = '.xls';`, 'PSYRUN_PLUGIN_NOT_FOUND'],
  ])('by %s', async (_name, content, code) => {
    await expect(load({ 'task_t.ts': content }, 't')).rejects.toMatchObject({ code });
  });
});

test.each([
  ['psyrun-models', "import 'psyrun-models';"],
  ['@lab/models', "import { area } from '@lab/models/circle'; area();"],
])('the error for a missing package names it: %s', async (name, code) => {
  const loading = load({ 'task_t.ts': `${code}\n${task}` }, 't');
  await expect(loading).rejects.toThrow(`Install it: npm install ${name}`);
});

test('the error is on one line', async () => {
  const error = String.raw`Cannot find module 'models'\n at line 3\nRequire stack:\n- task_t.ts`;
  const { warnings } = await load({ 'task_t.ts': `throw new Error("${error}");` });
  expect(warnings[0]!.message).toMatch(
    /loaded: Error: Cannot find module 'models' at line 3\. Install it: npm install models$/,
  );
});

test('the error for a missing file suggests no package', async () => {
  const loading = load({ 'task_t.ts': `import './models';\n${task}` }, 't');
  await expect(loading).rejects.toMatchObject({ code: 'PSYRUN_TASK_LOAD' });
  await expect(loading).rejects.not.toThrow('npm install');
});

describe('settings', () => {
  test('have the defaults of the original', async () => {
    const { tasks } = await load({ 'task_t.ts': task });
    expect(tasks[0]).toMatchObject({
      maxJobs: 100,
      minItems: 1,
      poolSize: 1,
      excludeFromResult: [],
      fileDep: [],
      overwriteDirty: true,
      schedulerArgs: {},
      node: process.execPath,
      workdir: join(process.cwd(), 'psy-work/t'),
      resultfile: join(process.cwd(), 'psy-work/t/result.pkl'),
      scheduler: { name: 'immediate' },
      store: { ext: '.pkl' },
    });
    expect(await tasks[0]!.schedulerNamed?.('immediate')).toMatchObject({ name: 'immediate' });
    expect(tasks[0]!.pspace.length).toBe(0);
    expect(tasks[0]!.backend.name).toBe('DistributeBackend');
  });

  test('come from the file, then from psy-conf, and paths become absolute', async () => {
    const { tasks, taskdir } = await load({
      'psy-conf.ts':
        "export const maxJobs = 7; export const minItems = 2; export const workdir = 'w'; export const helper = 1;",
      'task_t.ts': `${task}export const maxJobs = 3; export const fileDep = ['data.csv']; export const resultfile = 'r/out.pkl'; export const reuse = ['u', './other/w', { from: 'v', code: 'abcdef01' }];`,
    });
    expect(tasks[0]).toMatchObject({
      maxJobs: 3,
      minItems: 2,
      workdir: join(process.cwd(), 'w/t'),
      resultfile: join(process.cwd(), 'r/out.pkl'),
      fileDep: [join(taskdir, 'data.csv')],
      reuse: [
        { from: 'u', folder: join(process.cwd(), 'w/u') },
        { from: './other/w', folder: join(process.cwd(), 'other/w') },
        { from: 'v', folder: join(process.cwd(), 'w/v'), code: 'abcdef01' },
      ],
    });
  });

  test('two psy-conf files are refused, and declaration files are ignored', async () => {
    const conf = { 'psy-conf.ts': 'export const maxJobs = 3;', 'psy-conf.d.ts': 'export {};' };
    expect((await load({ 'task_t.ts': task, ...conf })).tasks).toMatchObject([{ maxJobs: 3 }]);
    const twice = load({ 'task_t.ts': task, ...conf, 'psy-conf.mjs': '' }, 't');
    await expect(twice).rejects.toThrow(/has both psy-conf\.mjs and psy-conf\.ts/);
  });

  test('the error for an invalid psy-conf names the file', async () => {
    await expect(load({ 'psy-conf.ts': 'throw 1', 'task_t.ts': task }, 't')).rejects.toThrow(
      /psy-conf\.ts could not be loaded/,
    );
  });

  const madeAt = async ({ module, export: name, options }: PluginAddress) => {
    const exports = (await import(module)) as Record<string, (o: unknown) => Promise<unknown>>;
    return exports[name]!(options);
  };

  test('a store object can be loaded again from the task file', async () => {
    const { tasks } = await load({
      'task_t.ts': `${task}export const store = { ext: '.mine', capabilities: {}, save() {}, append() {}, load() {}, scan() {} };`,
    });
    expect(await madeAt(tasks[0]!.storeAddress)).toMatchObject({ ext: '.mine' });
    expect(tasks[0]!.resultfile).toMatch(/result\.mine$/);
  });

  test('jobs can load the scheduler again, given as a name or as an object', async () => {
    const { tasks } = await load({
      'task_a.ts': task,
      'task_b.ts': `${task}export const scheduler = { name: 'mine', capabilities: {}, submit() {}, submitArray() {}, kill() {}, getStatus() {}, getJobs() {} };`,
    });
    const made = await Promise.all(tasks.map((one) => madeAt(one.schedulerAddress!)));
    expect(made).toEqual([
      expect.objectContaining({ name: 'immediate' }),
      expect.objectContaining({ name: 'mine' }),
    ]);
  });
});

describe('the names of all tasks', () => {
  const names = async (files: Record<string, string>) => {
    const taskdir = folderWith(files);
    const warnings: PsyrunWarning[] = [];
    const found = await taskNames({
      taskdir,
      plugins: findPlugins(taskdir, host),
      onWarning: (warning) => warnings.push(warning),
    });
    return { found, told: warnings.map(({ message }) => message) };
  };

  test('are those that the files set', async () => {
    const files = { 'task_b.ts': task, 'task_a.ts': `${task}export const name = 'renamed';` };
    expect(await names(files)).toEqual({ found: ['renamed', 'b'], told: [] });
  });

  test.each([
    ['does not load', 'throw new Error("on purpose")', 'could not be loaded: Error: on purpose'],
    ['has no execute', 'export const store = ".pkl";', 'has no function execute'],
    ['names no store', `${task}export const store = '.nope';`, 'provides the store .nope'],
    ['names no scheduler', `${task}export const scheduler = 'x';`, 'provides the scheduler x'],
    ['names no backend', `${task}export const backend = 'x';`, 'provides the backend x'],
  ])('leave out a file that %s, with a warning', async (_, text, message) => {
    const { found, told } = await names({ 'task_a.ts': task, 'task_bad.ts': text });
    expect(found).toEqual(['a']);
    expect(told).toEqual([expect.stringContaining(message)]);
  });
});
