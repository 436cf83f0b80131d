import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Row, Table } from '@psyrun/core';
import { openJournal } from '@psyrun/journal';
import { PickleStore } from '@psyrun/store-pickle';
import { Project } from '../fixtures/project.ts';
import { psyHere } from '../fixtures/psy-here.ts';

let project: Project;
beforeEach(() => {
  project = new Project();
  mkdirSync(project.path('o'));
});
afterEach(() => project.remove());

const store = new PickleStore();
const save = (name: string, table: Table) => store.save(project.path('o', name), table);
const load = async (name: string) => ({ ...(await store.load(project.path(name))) });
const merge = (...args: string[]) => psyHere(project, ['merge', ...args]);

/** Writes a journal of rows by index. A row without a result has failed. */
async function journal(
  name: string,
  rows: Record<number, Row | null>,
  session: object = { rows: 4 },
) {
  const writer = await openJournal(project.path('o', name), { space: 's', ...session });
  for (const [index, row] of Object.entries(rows)) {
    const base = { index: Number(index), attempt: 1, startedAt: 0, duration: 0 };
    const error = { name: 'Error', message: 'no', reason: 'threw' } as const;
    writer.append(
      row === null ? { kind: 'failed', ...base, row: {}, error } : { kind: 'done', ...base, row },
    );
  }
  await writer.close();
}

describe('psy merge of files', () => {
  test('names a file whose columns differ in length', async () => {
    await save('1.pkl', { x: [1] });
    project.python("import pickle; pickle.dump({'x': [1, 2], 'y': [3]}, open('o/2.pkl', 'wb'))");
    const { status, stderr } = await merge('o', 'm.pkl');
    expect(status).toBe(2);
    expect(stderr).toContain('o/2.pkl has columns of several lengths, so that it has no rows.');
    expect(stderr).toContain('Column "y" has 1 rows, column "x" has 2.');
    expect(existsSync(project.path('m.pkl'))).toBe(false);
  });

  test.each([
    ['m.csv', 'psy export result.pkl result.csv'],
    ['m.hdf5', 'Files of this format end with .h5'],
    ['m.pickle', 'Files of this format end with .pkl'],
  ])('into %s says what to do', async (name, hint) => {
    await save('1.pkl', { x: [1] });
    const { status, stderr } = await merge('o', name);
    expect(status).toBe(2);
    expect(stderr).toContain(hint);
  });

  test('reads them in natural order and fills missing values', async () => {
    await save('10.pkl', { x: [4] });
    await save('2.pkl', { x: [3], y: [30] });
    await save('1.pkl', { x: [1, 2] });
    project.write('o/junk.txt', 'no data');
    const { status, stdout } = await merge('o', 'm.pkl');
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
    expect(await load('m.pkl')).toEqual({ x: [1, 2, 3, 4], y: [NaN, NaN, 30, NaN] });
  });

  test('merges journals in any order and files of stores, each row once', async () => {
    await journal('1.journal', { 2: { x: 2, y: 4 }, 3: { x: 3, y: 9 } });
    await journal('0.journal', { 1: { x: 1, y: 1 }, 0: { x: 0, y: 0 } });
    await journal('0 copy.journal', { 1: { x: 1, y: 1 } });
    await save('pre.pkl', { x: [3, 4], y: [9, 16] });
    const { stderr } = await merge('o', 'm.pkl');
    expect(await load('m.pkl')).toEqual({ x: [0, 1, 2, 3, 4], y: [0, 1, 4, 9, 16] });
    expect(stderr).toContain('1 rows are in several files and were taken once.');
  });

  test('the first result of a row counts, even if the row failed in other journals', async () => {
    await journal('0.journal', { 0: { x: 0, y: 0 }, 1: null }, { rows: 2 });
    await journal('1.journal', { 0: { x: 0, y: 9 }, 1: { x: 1, y: 1 } }, { rows: 2 });
    await journal('2.journal', { 0: null, 1: null }, { rows: 2 });
    expect((await merge('o', 'm.pkl')).status).toBe(0);
    expect(await load('m.pkl')).toEqual({ x: [0, 1], y: [0, 1] });
  });

  test('keeps equal rows of one file', async () => {
    await save('0.pkl', { x: [1, 1, 1] });
    await save('1.pkl', { x: [1, 1] });
    await merge('o', 'm.pkl');
    expect(await load('m.pkl')).toEqual({ x: [1, 1, 1] });
  });

  test('never replaces a file', async () => {
    await save('0.pkl', { x: [1] });
    expect((await merge('o', 'm.pkl')).status).toBe(0);
    const again = await merge('o', 'm.pkl');
    expect(again.status).toBe(2);
    expect(again.stderr).toContain('is there already');
    expect(await load('m.pkl')).toEqual({ x: [1] });
  });

  test('refuses journals with failed rows without --partial', async () => {
    await journal('0.journal', { 0: { x: 0 }, 1: null, 2: null }, { rows: 3 });
    await journal('1.journal', { 2: { x: 2 } }, { rows: 3 });
    const refused = await merge('o', 'm.pkl');
    expect(refused.status).toBe(1);
    expect(refused.stderr).toContain('1 of 3 rows have failed or are missing');
    expect(existsSync(project.path('m.pkl'))).toBe(false);
    expect((await merge('--partial', 'o', 'm.pkl')).status).toBe(0);
    expect(await load('m.pkl')).toEqual({ x: [0, 2] });
  });

  test.each([
    [{ rows: 5 }, '3 of 5 rows have failed or are missing'],
    [{}, '2 rows are there, and nothing says how many there should be'],
  ])('refuses journals of a part of a space without --partial: %j', async (session, says) => {
    await journal('0.journal', { 0: { x: 0 }, 3: { x: 3 } }, session);
    const refused = await merge('o', 'm.pkl');
    expect(refused.status).toBe(1);
    expect(refused.stderr).toContain(says);
    expect(existsSync(project.path('m.pkl'))).toBe(false);
    const [, hint] = /same: psy (.*)/.exec(refused.stderr)!;
    expect((await psyHere(project, hint!.split(' '))).status).toBe(0);
    expect(await load('m.pkl')).toEqual({ x: [0, 3] });
  });

  test('merges a damaged journal before and after the damage, and says so', async () => {
    await journal('0.journal', { 0: { x: 0 }, 1: { x: 1 }, 2: { x: 2 } }, { rows: 3 });
    const bytes = readFileSync(project.path('o/0.journal'));
    bytes[17 + 12]! ^= 1;
    bytes[bytes.indexOf('x\x01') + 1]! ^= 64;
    writeFileSync(project.path('o/0.journal'), bytes);
    const { status, stderr } = await merge('--partial', 'o', 'm.pkl');
    expect({ status, rows: await load('m.pkl') }).toEqual({ status: 0, rows: { x: [0, 2] } });
    expect(stderr).toMatch(/0\.journal is damaged: \d+ bytes cannot be read/);
  });

  test.each([
    [['o', 'm.txt'], 'No installed package provides the store .txt'],
    [['o', 'm'], 'The name has no suffix, which says what store it is for.'],
    [['nope', 'm.pkl'], 'There is no directory nope'],
    [['o', 'm.pkl'], 'o holds no journals'],
    [['o', 'sub/m.pkl'], ''],
    [['o'], "missing required argument 'merged'"],
  ])('psy merge %p prints one line of error and writes no file', async (args, message) => {
    if (args[1] === 'sub/m.pkl') await save('0.pkl', { x: [1] });
    const { status, stderr } = await merge(...args);
    expect(status).toBe(2);
    expect(stderr).toContain(message);
    expect(stderr).not.toContain('    at ');
    expect(existsSync(project.path('m.pkl'))).toBe(false);
  });
});

describe('psy merge of a run', () => {
  const task = (rows: number, failing: number) => `
    import { param, range } from '@psyrun/pspace';
    export const pspace = param({ x: range(${rows}) });
    export const maxJobs = 3;
    export function execute({ x }) { if (x === ${failing}) throw new Error('no'); return { y: 2 * x }; }`;

  test('from its work directory or its journals gives the result, marked if incomplete', async () => {
    project.write('psy-tasks/task_t.js', task(4, 2));
    await psyHere(project, ['run', '-q']);
    expect((await merge('psy-work/t/out', 'm.pkl')).status).toBe(1);
    expect((await merge('psy-work/t/out', 'm.pkl', '--partial')).status).toBe(0);
    expect(await load('m.pkl')).toEqual({ x: [0, 1, 3], y: [0, 2, 6] });
    expect((await merge('psy-work/t', 'n.pkl', '--partial')).status).toBe(0);
    expect(await load('n.pkl')).toEqual(await load('m.pkl'));
  });

  test.each(['is not there', 'is not valid JSON'])(
    'without its run.json, which %s, gives what the journals hold and says how much that is',
    async (problem) => {
      project.write('psy-tasks/task_t.js', task(4, 2));
      await psyHere(project, ['run', '-q']);
      if (problem === 'is not there') rmSync(project.path('psy-work/t/run.json'));
      else project.write('psy-work/t/run.json', 'damaged');
      const refused = await merge('psy-work/t', 'm.pkl');
      expect(refused.status).toBe(1);
      expect(refused.stderr).toContain('1 of 4 rows have failed or are missing');
      if (problem !== 'is not there') expect(refused.stderr).toContain(problem);
      expect((await merge('psy-work/t', 'm.pkl', '--partial')).status).toBe(0);
      expect(await load('m.pkl')).toEqual({ x: [0, 1, 3], y: [0, 2, 6] });
    },
  );
});
