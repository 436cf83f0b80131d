import { describe, expect, test } from '@jest/globals';
import { ProjectFolder } from '../fixtures/project-folder.ts';

const IMPORTS = `import { existsSync } from 'node:fs';
  import { param, range } from '@psyrun/pspace';
  import { resultOf } from '@psyrun/task';`;
const MESH = `${IMPORTS}
  export const maxJobs = 1;
  export const pspace = param({ size: range(1, 5) });
  export const execute = ({ size }) => {
    if (size === 3 && existsSync(import.meta.dirname + '/../broken')) throw new Error('no mesh');
    return { volume: size ** 3 + (existsSync(import.meta.dirname + '/../finer') && size === 2 ? 1 : 0) };
  };`;
const SWEEP = `${IMPORTS}
  export const maxJobs = 1;
  export const pspace = resultOf('mesh').product(param({ load: [1, 2] }));
  export const execute = ({ volume, load }) => ({ stress: load / volume });`;

const inFolder = (files: Readonly<Record<string, string>> = {}) =>
  new ProjectFolder({ 'psy-tasks/task_mesh.js': MESH, 'psy-tasks/task_sweep.js': SWEEP, ...files });

describe('a task whose space is the result of another one', () => {
  test('waits until that is complete, and says so', async () => {
    const folder = inFolder();
    const waits =
      "Task 'sweep' comes after 'mesh'. Of 'mesh', 0 of 4 rows are done. Finish it: psy run -c mesh.";
    expect(await folder.open().status('sweep')).toMatchObject({ total: 0, waits });
    for (const start of ['run', 'plan'] as const) {
      await expect(folder.open()[start]('sweep')).rejects.toMatchObject({
        code: 'PSYRUN_TASK_WAITS',
        message: waits,
      });
    }
    expect(folder.has('psy-work/sweep/run.json')).toBe(false);
  });

  test('has its rows when it is', async () => {
    const folder = inFolder();
    await folder.open().run('mesh');
    expect(await folder.open().run('sweep')).toMatchObject({
      outcome: 'complete',
      rows: { total: 8 },
    });
    await folder.open().export('sweep', 'a.csv');
    expect(folder.read('a.csv').split(/\r?\n/).slice(0, 2)).toEqual([
      'size,volume,load,stress',
      '1,1,1,1',
    ]);
  });

  test('waits while a row of the other one has failed; after the repair it has all rows', async () => {
    const folder = inFolder();
    folder.write('broken', '');
    await folder.open().run('mesh');
    expect((await folder.open().status('sweep')).waits).toContain('3 of 4 rows are done');
    folder.remove('broken');
    await folder.open().run('mesh', { continue: true });
    expect(await folder.open().run('sweep')).toMatchObject({
      outcome: 'complete',
      rows: { total: 8 },
    });
  });

  test('evaluates only rows that come from a changed row again', async () => {
    const folder = inFolder();
    await folder.open().run('mesh');
    await folder.open().run('sweep');
    folder.write('finer', '');
    await folder.open().run('mesh', { rerun: true, where: 'size == 2' });
    expect(await folder.open().status('sweep')).toMatchObject({ done: 6, missing: 2 });
    const plan = await folder.open().plan('sweep', { continue: true });
    expect(plan.rows).toEqual({ total: 8, kept: 6, toEvaluate: 2, orphaned: 2 });
    expect(await folder.open().run('sweep', { continue: true })).toMatchObject({
      outcome: 'complete',
    });
  });

  test('shows the rows of its run while the other one is not complete any more', async () => {
    const folder = inFolder();
    await folder.open().run('mesh');
    await folder.open().run('sweep');
    folder.write('psy-tasks/task_mesh.js', MESH.replace('size ** 3', 'size ** 2'));
    const status = await folder.open().status('sweep');
    expect(status).toMatchObject({ total: 8, done: 8 });
    expect(status.waits).toContain(
      "The result of 'mesh' cannot be used: task_mesh.js has changed.",
    );
  });

  test('waits for a result that was changed by hand', async () => {
    const folder = inFolder();
    await folder.open().run('mesh');
    folder.write('psy-work/mesh/result.pkl', 'no pickle');
    expect((await folder.open().status('sweep')).waits).toContain('cannot be used');
  });
});

describe('after', () => {
  test('names tasks that have to be complete, whatever the space is', async () => {
    const folder = inFolder({
      'psy-tasks/task_last.js': `${IMPORTS} export const pspace = param({ x: range(2) });
        export const after = ['sweep']; export const execute = ({ x }) => ({ y: x });`,
    });
    expect((await folder.open().status('last')).waits).toContain("comes after 'mesh'");
    await folder.open().run('mesh');
    await folder.open().run('sweep');
    expect(await folder.open().run('last')).toMatchObject({ outcome: 'complete' });
  });

  test('names a task that is not there: it is refused by name', async () => {
    const folder = inFolder({ 'psy-tasks/task_sweep.js': SWEEP.replace("'mesh'", "'mash'") });
    await expect(folder.open().status('sweep')).rejects.toMatchObject({
      code: 'PSYRUN_TASK_NOT_FOUND',
      hint: 'Did you mean mesh?',
    });
  });

  test('in a circle is refused', async () => {
    const folder = inFolder();
    folder.write('psy-tasks/task_mesh.js', `${MESH} export const after = ['sweep'];`);
    await expect(folder.open().status('sweep')).rejects.toThrow(
      'Tasks come after each other: sweep after mesh after sweep.',
    );
  });
});
