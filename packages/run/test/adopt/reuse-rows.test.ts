import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from '@jest/globals';
import type { ParameterSpace, RowSource, Task } from '@psyrun/core';
import { param, range } from '@psyrun/pspace';
import { toRanges } from '@psyrun/pspace/internal';
import { certificateOf } from '../../src/certificate/certificate.ts';
import { codeDigest } from '../../src/fingerprint/code-digest.ts';
import { mergeRun, prepareRun, type PreparedRun } from '../../src/index.ts';
import { jobContext, newFolder, record, taskIn } from '../fixtures.ts';
import { makeStore } from '../make-store.ts';

/** Returns a task whose code has this digest, in a folder of its own. */
function taskOf(space: ParameterSpace, code: string, more: Partial<Task> = {}): Task {
  const folder = join(newFolder(), 'a');
  mkdirSync(folder);
  const file = join(folder, 'task_t.ts');
  return taskIn(folder, space, { code: async () => ({ [file]: code }), ...more });
}

/** Runs a task whose results are ten times its parameter x. */
async function run(task: Task, complete = true): Promise<PreparedRun> {
  const prepared = await prepareRun(task, { continue: true, acceptChanges: true });
  const todo = [...prepared.states.indices(0, 1)];
  const results = todo.map((index) => [index, 10 * Number(task.pspace.at(index)['x'])] as const);
  await record(
    prepared.directory,
    0,
    task.pspace,
    Object.fromEntries(complete ? results : results.slice(0, 2)),
    prepared.run,
  );
  expect(await mergeRun({ workdir: task.workdir }, jobContext)).toBe(complete ? 0 : 1);
  return prepared;
}

const sourceOf = ({ workdir: folder }: Task, code?: string): RowSource => ({
  from: '../other',
  folder,
  ...(code !== undefined && { code }),
});

async function notesOf(task: Task, dryRun: boolean): Promise<[PreparedRun, string[]]> {
  const notes: string[] = [];
  const onNote = (note: string) => notes.push(note);
  return [await prepareRun(task, { continue: false, dryRun, onNote }), notes];
}

test('equal rows of the same code are taken, and the certificate names where they are from', async () => {
  const named = taskOf(param({ x: range(6) }), 'c1');
  // The name of the task file does not count.
  const file = named.file.replace('task_t', 'task_u');
  cpSync(named.file, file);
  const other = { ...named, file, code: async () => ({ [file]: 'c1' }) };
  await run(other, false);
  const before = readFileSync(join(other.workdir, 'run.json'));
  const task = taskOf(param({ x: [5, 1, 0, 7] }), 'c1', { reuse: [sourceOf(other)] });
  const [plan, planned] = await notesOf(task, true);
  expect(planned).toContain('2 rows are taken from ../other.');
  expect(plan.run.todo).toEqual([
    [0, 1],
    [3, 4],
  ]);
  const [prepared, notes] = await notesOf(task, false);
  expect(notes).toContain('2 rows are taken from ../other.');
  expect(prepared.run.todo).toEqual(plan.run.todo);
  expect(prepared.states.counts()).toMatchObject({ done: 2, missing: 2 });
  await record(prepared.directory, 0, task.pspace, { 0: -5, 3: -7 }, prepared.run);
  expect(await mergeRun({ workdir: task.workdir }, jobContext)).toBe(0);
  const table = await (await makeStore()).load(task.resultfile);
  expect([...table['y']!]).toEqual([-5, 10, 0, -7]);
  const { origins } = (await certificateOf(task.resultfile))!;
  const { files } = prepared.run.fingerprint;
  const code = codeDigest({ files });
  const own = toRanges([0, 3]);
  expect(origins).toEqual([
    { code, files, rows: 2, ranges: own },
    { code, files, rows: 2, ranges: [[1, 3]], source: '../other' },
  ]);
  expect(readFileSync(join(other.workdir, 'run.json'))).toEqual(before);
});

test('rows of other code are taken only if the code is named', async () => {
  const other = taskOf(param({ x: range(3) }), 'c1');
  const { run: described } = await run(other);
  const code = codeDigest(described.fingerprint).slice(0, 12);
  const task = taskOf(param({ x: range(4) }), 'c2', { reuse: [sourceOf(other)] });
  const [plan, notes] = await notesOf(task, true);
  expect(plan.run.todo).toEqual([[0, 4]]);
  expect(notes).toContain(
    `3 rows of ../other are of other code, so they are not taken. To take them: reuse: [{ from: '../other', code: '${code}' }].`,
  );
  const wrong = { ...task, reuse: [sourceOf(other, 'ffffffff')] };
  expect((await notesOf(wrong, true))[0].run.todo).toEqual([[0, 4]]);
  const named = { ...task, reuse: [sourceOf(other, code)] };
  const [prepared] = await notesOf(named, false);
  expect(prepared.run.todo).toEqual([[3, 4]]);
});

test('all work directories of a folder are asked, in their order, but not the own one', async () => {
  const first = taskOf(param({ x: range(2) }), 'c1');
  await run(first);
  const folder = dirname(first.workdir);
  const second = { ...first, workdir: join(folder, 'u'), resultfile: join(folder, 'u/result.pkl') };
  await run({ ...second, pspace: param({ x: range(3) }) });
  mkdirSync(join(folder, 'empty'));
  const reuse = [{ from: '../paper', folder }];
  const own = { ...second, workdir: join(folder, 'v'), resultfile: join(folder, 'v/result.pkl') };
  const [prepared, notes] = await notesOf({ ...own, pspace: param({ x: range(4) }), reuse }, false);
  expect(notes).toContain('2 rows are taken from ../paper/t.');
  expect(notes).toContain('1 rows are taken from ../paper/u.');
  expect(notes.join()).not.toContain('../paper/v');
  expect(prepared.run.todo).toEqual([[3, 4]]);
});

test('a source without a run is told', async () => {
  const folder = newFolder();
  const task = taskOf(param({ x: range(4) }), 'c1', { reuse: [{ from: './no', folder }] });
  await expect(notesOf(task, true)).rejects.toMatchObject({ code: 'PSYRUN_FILE_NOT_FOUND' });
});

test('a run that has taken rows grows, and its rows keep their source', async () => {
  const other = taskOf(param({ x: range(3) }), 'c1');
  await run(other);
  const task = taskOf(param({ x: range(4) }), 'c1', { reuse: [sourceOf(other)] });
  await run(task);
  const grown = { ...task, pspace: param({ x: range(6) }) };
  await run(grown);
  const { origins } = (await certificateOf(task.resultfile))!;
  expect(origins.map(({ rows, source }) => [rows, source])).toEqual([
    [3, undefined],
    [3, '../other'],
  ]);
});
