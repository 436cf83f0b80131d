import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { Task } from '@psyrun/core';
import { param, range } from '@psyrun/pspace';
import { mergeRun, prepareRun, readStatus, type PreparedRun } from '../../src/index.ts';
import { jobContext, newFolder, record, taskIn } from '../fixtures.ts';
import { makeStore } from '../make-store.ts';
import { finished } from './finished.ts';

const space = param({ x: range(4) });

const merge = ({ workdir }: Task) => mergeRun({ workdir }, jobContext);
const todo = ({ states }: PreparedRun) => [...states.indices(0, 1)];

test('a first run evaluates all rows, with or without continue', async () => {
  for (const goOn of [false, true]) {
    const prepared = await prepareRun(taskIn(newFolder(), space), { continue: goOn });
    expect(prepared.run).toMatchObject({ generation: 1, todo: [[0, 4]], task: 't' });
    expect(prepared.complete).toBe(false);
    expect(existsSync(prepared.directory.previous)).toBe(false);
  }
});

test('the folder of the result is created before rows are evaluated', async () => {
  const folder = newFolder();
  const task = taskIn(folder, space, { resultfile: join(folder, 'results/today/t.pkl') });
  await prepareRun(task, { continue: false, dryRun: true });
  expect(existsSync(join(folder, 'results'))).toBe(false);
  await finished(task);
  expect(existsSync(task.resultfile)).toBe(true);
});

test('a certified result is complete, even without journals', async () => {
  const task = taskIn(newFolder(), space);
  const { directory } = await finished(task);
  rmSync(directory.out, { recursive: true });
  const notes: string[] = [];
  const again = await prepareRun(task, { continue: false, onNote: (note) => notes.push(note) });
  expect(again.complete).toBe(true);
  expect(again.states.counts()).toMatchObject({ done: 4 });
  expect(notes).toEqual([expect.stringContaining('Nothing to do')]);
});

test.each([
  ['is gone', (file: string) => rmSync(file)],
  ['was cut short', (file: string) => writeFileSync(file, readFileSync(file).subarray(1))],
])('a result that %s is not complete', async (_name, damage) => {
  const task = taskIn(newFolder(), space);
  await finished(task);
  damage(task.resultfile);
  expect((await prepareRun(task, { continue: false })).complete).toBe(false);
  expect((await readStatus(task)).complete).toBe(false);
});

test('the certificate is removed before another result is written', async () => {
  const module = new URL('../careful-store.ts', import.meta.url).href;
  const storeAddress = { module, export: 'makeStore', options: {} };
  const task = taskIn(newFolder(), space, { storeAddress });
  await finished(task);
  rmSync(task.resultfile);
  await prepareRun(task, { continue: false });
  expect(await merge(task)).toBe(0);
  expect((await readStatus(task)).complete).toBe(true);
});

test.each([false, true])(
  'journals without run.json are moved, because their code is unknown: continue is %s',
  async (goOn) => {
    const task = taskIn(newFolder(), space);
    const { directory } = await finished(task);
    rmSync(directory.run);
    const notes: string[] = [];
    const onNote = (note: string) => notes.push(note);
    const prepared = await prepareRun(task, { continue: goOn, onNote });
    expect(notes).toEqual([expect.stringContaining('There is no run.json, so nothing shows')]);
    expect(prepared.run).toMatchObject({ generation: 1, todo: [[0, 4]] });
    expect(await directory.journals()).toEqual([]);
    expect(existsSync(join(directory.previous, 'out/0.journal'))).toBe(true);
  },
);

test('after an interruption, recorded rows are not evaluated again', async () => {
  const task = taskIn(newFolder(), space);
  const { directory } = await prepareRun(task, { continue: false });
  await record(directory, 0, space, { 0: 0, 2: null });
  expect(todo(await prepareRun(task, { continue: false }))).toEqual([1, 2, 3]);
});

describe('after a change', () => {
  test('a new run begins with a reason, and the former run is kept in previous/', async () => {
    const task = taskIn(newFolder(), space);
    await finished(task);
    writeFileSync(task.file, '// changed', { flag: 'a' });
    const notes: string[] = [];
    const { directory, run } = await prepareRun(task, {
      continue: false,
      onNote: (note) => notes.push(note),
    });
    expect(notes).toEqual(['Running again: task_t.ts has changed.']);
    expect(run).toMatchObject({ generation: 1, todo: [[0, 4]] });
    expect(existsSync(task.resultfile)).toBe(false);
    for (const name of ['result.pkl', 'result.certificate.json', 'run.json', 'out/0.journal']) {
      expect([name, existsSync(join(directory.previous, name))]).toEqual([name, true]);
    }
  });

  test('previous/ holds the run that was replaced last, and nothing of the one before', async () => {
    const task = taskIn(newFolder(), space);
    const { directory } = await finished(task);
    for (const change of ['// first', '// second']) {
      writeFileSync(task.file, change, { flag: 'a' });
      await prepareRun(task, { continue: false });
    }
    expect(existsSync(join(directory.previous, 'run.json'))).toBe(true);
    expect(existsSync(join(directory.previous, 'result.pkl'))).toBe(false);
  });

  test('a result in another folder stays there under another name', async () => {
    const folder = newFolder();
    const task = taskIn(folder, space, { resultfile: join(folder, 'mine.pkl') });
    await finished(task);
    writeFileSync(task.file, '// changed', { flag: 'a' });
    await prepareRun(task, { continue: false });
    expect(existsSync(join(folder, 'mine.pkl'))).toBe(false);
    expect(existsSync(join(folder, 'mine.previous.pkl'))).toBe(true);
  });

  test('an interrupted move to previous/ is completed without loss', async () => {
    const task = taskIn(newFolder(), space);
    const { directory } = await finished(task);
    writeFileSync(task.file, '// changed', { flag: 'a' });
    const run = readFileSync(directory.run);
    await prepareRun(task, { continue: false });
    // This simulates a crash before the last step, the move of run.json.
    rmSync(join(directory.previous, 'run.json'));
    rmSync(directory.out, { recursive: true });
    writeFileSync(directory.run, run);
    await prepareRun(task, { continue: false });
    expect(existsSync(join(directory.previous, 'result.pkl'))).toBe(true);
  });

  test.each([
    ['of other code', (task: Task) => writeFileSync(task.file, '// changed', { flag: 'a' })],
    ['of an unknown run', ({ workdir }: Task) => rmSync(join(workdir, 'run.json'))],
  ])('overwriteDirty: false refuses to replace a result %s', async (_name, change) => {
    const task = taskIn(newFolder(), space, { overwriteDirty: false });
    await finished(task);
    change(task);
    await expect(prepareRun(task, { continue: false })).rejects.toMatchObject({
      code: 'PSYRUN_WORKDIR_DIRTY',
    });
    expect(existsSync(task.resultfile)).toBe(true);
  });

  test('a file of fileDep counts by its content, also if it is missing', async () => {
    const folder = newFolder();
    const data = join(folder, 'data.csv');
    const task = taskIn(folder, space, { fileDep: [data] });
    await finished(task);
    writeFileSync(data, '1');
    const notes: string[] = [];
    await prepareRun(task, { continue: false, onNote: (note) => notes.push(note) });
    expect(notes).toEqual(['Running again: data.csv has changed.']);
  });

  test('fileDep refuses a folder', async () => {
    const folder = newFolder();
    const preparing = prepareRun(taskIn(folder, space, { fileDep: [folder] }), { continue: false });
    await expect(preparing).rejects.toMatchObject({ code: 'PSYRUN_TASK_INVALID' });
    await expect(preparing).rejects.toThrow(`${folder}, which fileDep names, cannot be read`);
  });

  test('continuing is refused, and the error shows the changed lines', async () => {
    const task = taskIn(newFolder(), space);
    writeFileSync(task.file, 'const a = 1;\nconst b = 2;\nconst c = 3;\n');
    await prepareRun(task, { continue: false });
    writeFileSync(task.file, 'const a = 1;\nconst b = 4;\nconst c = 3;\n');
    const refusal = prepareRun(task, { continue: true });
    await expect(refusal).rejects.toMatchObject({
      code: 'PSYRUN_RUN_CHANGED',
      fields: {
        changes: ['task_t.ts has changed.'],
        code: [task.file, ' const a = 1;', '-const b = 2;', '+const b = 4;', ' const c = 3;'],
      },
    });
    await expect(refusal).rejects.toThrow('\n  -const b = 2;\n  +const b = 4;\n');
  });

  test('a long difference is truncated', async () => {
    const task = taskIn(newFolder(), space);
    const lines = (letter: string) => Array.from({ length: 60 }, (_, i) => letter + i).join('\n');
    writeFileSync(task.file, lines('a'));
    await prepareRun(task, { continue: false });
    writeFileSync(task.file, lines('b'));
    const { fields } = (await prepareRun(task, { continue: true }).catch(
      (error: unknown) => error,
    )) as { fields: { code: string[] } };
    expect(fields.code).toHaveLength(41);
    expect(fields.code.at(-1)).toMatch(/^… \d+ lines more$/);
  });

  test('continuing with a key that is not excluded any more is refused, with both values', async () => {
    const folder = newFolder();
    await prepareRun(taskIn(folder, space, { excludeFromResult: ['y'] }), { continue: false });
    for (const excludeFromResult of [[], ['z']]) {
      const other = taskIn(folder, space, { excludeFromResult });
      await expect(prepareRun(other, { continue: true })).rejects.toThrow(
        `excludeFromResult has changed from ["y"] to ${JSON.stringify(excludeFromResult)}.`,
      );
    }
  });

  test('a key that is excluded later is not in the result, although it was recorded', async () => {
    const folder = newFolder();
    await finished(taskIn(folder, space));
    const other = taskIn(folder, space, { excludeFromResult: ['y'] });
    expect(todo(await prepareRun(other, { continue: true }))).toEqual([]);
    expect(await merge(other)).toBe(0);
    const result = await (await makeStore()).load(other.resultfile);
    expect(Object.keys(result)).toEqual([...space.keys]);
  });

  test('the number of jobs does not make a result outdated', async () => {
    const folder = newFolder();
    await finished(taskIn(folder, space));
    const other = taskIn(folder, space, { maxJobs: 1, minItems: 3, poolSize: 2 });
    expect((await prepareRun(other, { continue: false })).complete).toBe(true);
  });

  test('another result file is written without evaluating anything again', async () => {
    const folder = newFolder();
    await finished(taskIn(folder, space));
    const other = taskIn(folder, space, { resultfile: join(folder, 'other.pkl') });
    expect(todo(await prepareRun(other, { continue: false }))).toEqual([]);
    expect(await merge(other)).toBe(0);
    expect(existsSync(other.resultfile)).toBe(true);
  });
});

describe('continuing', () => {
  test('begins a generation with the remaining rows and keeps the journals', async () => {
    const task = taskIn(newFolder(), space);
    const { directory } = await prepareRun(task, { continue: false });
    await record(directory, 0, space, { 1: 1 });
    const { run } = await prepareRun(task, { continue: true });
    expect(run).toMatchObject({
      generation: 2,
      todo: [
        [0, 1],
        [2, 4],
      ],
    });
    expect(existsSync(join(directory.kept, '1', '0.journal'))).toBe(true);
    await record(directory, 0, space, { 0: 0, 2: 4, 3: 9 });
    expect(await merge(task)).toBe(0);
  });

  test('loses nothing if it is interrupted before the journals are moved', async () => {
    const task = taskIn(newFolder(), space);
    const { directory } = await prepareRun(task, { continue: false });
    await record(directory, 0, space, { 1: 1 });
    await prepareRun(task, { continue: true });
    // This simulates a crash between the new run.json and the move.
    rmSync(directory.out, { recursive: true });
    const { renameSync } = await import('node:fs');
    renameSync(join(directory.kept, '1'), directory.out);
    expect(todo(await prepareRun(task, { continue: true }))).toEqual([0, 2, 3]);
    expect(todo(await prepareRun(task, { continue: false }))).toEqual([0, 2, 3]);
  });
});

describe('the merge', () => {
  test('writes each row once, in the order of the space', async () => {
    const task = taskIn(newFolder(), space);
    const { directory } = await prepareRun(task, { continue: false });
    await record(directory, 1, space, { 3: 9, 0: 0 });
    await record(directory, 0, space, { 2: 4, 1: 1, 3: 9 });
    expect(await merge(task)).toBe(0);
    expect(await (await makeStore()).load(task.resultfile)).toEqual({
      x: [0, 1, 2, 3],
      y: [0, 1, 4, 9],
    });
  });

  test('of an incomplete run leaves the earlier result with the journals of its generation', async () => {
    const folder = newFolder();
    const task = taskIn(folder, space);
    await finished(task);
    const grown = taskIn(folder, param({ x: range(5) }));
    await prepareRun(grown, { continue: true });
    expect(await merge(grown)).toBe(1);
    expect(existsSync(task.resultfile)).toBe(false);
    for (const name of ['result.pkl', 'result.certificate.json', '0.journal']) {
      expect([name, existsSync(join(grown.workdir, 'kept/1', name))]).toEqual([name, true]);
    }
    expect(existsSync(join(grown.workdir, 'result.partial.pkl'))).toBe(true);
    expect((await readStatus(grown)).complete).toBe(false);
  });

  test('of a space without rows writes a complete result without rows', async () => {
    const task = taskIn(newFolder(), param({ x: [] }));
    await prepareRun(task, { continue: false });
    expect(await merge(task)).toBe(0);
    expect((await readStatus(task)).complete).toBe(true);
  });
});

test.each(['not JSON', '{"format": 99}'])(
  'a damaged run.json (%s) is an error',
  async (content) => {
    const task = taskIn(newFolder(), space);
    const { directory } = await prepareRun(task, { continue: false });
    writeFileSync(directory.run, content);
    await expect(prepareRun(task, { continue: false })).rejects.toMatchObject({
      code: 'PSYRUN_RUN_CORRUPT',
    });
  },
);
