import { rmSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import type { FoundRows, RowsResult } from '../../src/index.ts';
import { ProjectFolder, taskOf } from '../fixtures/project-folder.ts';

async function read({ read: rows }: FoundRows): Promise<RowsResult[]> {
  const found: RowsResult[] = [];
  for await (const row of rows()) found.push(row);
  return found;
}

const FAILS = `if (n === 3 && !existsSync('ok')) throw new RangeError('no ' + n);`;

test('rows are found by state, condition, index and duration', async () => {
  const folder = new ProjectFolder({ 'psy-tasks/task_t.js': taskOf(8, FAILS) });
  const project = folder.open();
  expect(await project.rows('t', { states: ['done'] })).toMatchObject({ total: 8, indices: [] });
  await project.run('t');
  const all = await project.rows('t');
  expect(all.indices).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  expect(all.columns).toEqual(['row', 'state', 'attempt', 'duration', 'n', 'double']);
  const rows = await read(all);
  expect(rows[2]).toMatchObject({
    ...{ task: 't', row: 2, state: 'done', attempt: 1, job: 't:process:1' },
    values: { n: 2, double: 4 },
  });
  expect(rows[3]).toMatchObject({ state: 'failed', values: { n: 3 }, error: { message: 'no 3' } });
  expect(rows[2]).toMatchObject({ cpu: expect.any(Number), shared: expect.any(Boolean) });
  expect(rows[2]!.memory).toBeGreaterThan(20);
  expect(rows.map((row) => row.class)).toEqual(
    rows.map(({ row }) => (row === 3 ? 'exception' : undefined)),
  );
  expect((await project.rows('t', { where: "class == 'exception'" })).indices).toEqual([3]);
  expect(
    (await project.rows('t', { where: 'memory > 20 and memory < 5000' })).indices,
  ).toHaveLength(8);
  const slowest = rows.toSorted((a, b) => b.duration! - a.duration!).slice(0, 3);
  expect((await project.rows('t', { slowest: 3 })).indices).toEqual(slowest.map(({ row }) => row));
  expect((await project.rows('t', { states: ['failed', 'missing'] })).indices).toEqual([3]);
  expect((await project.rows('t', { where: 'double > 4 and n != 6' })).indices).toEqual([4, 5, 7]);
  expect((await project.rows('t', { where: "state == 'failed' or row == 0" })).indices).toEqual([
    0, 3,
  ]);
  expect((await project.rows('t', { where: 'double == null' })).indices).toEqual([3]);
  expect(await read(await project.rows('t', { rows: [5, 1], columns: ['double'] }))).toMatchObject([
    { row: 5, values: { double: 10 } },
    { row: 1, values: { double: 2 } },
  ]);
  await expect(project.rows('t', { rows: [8] })).rejects.toMatchObject({
    code: 'PSYRUN_OUT_OF_RANGE',
  });
  await expect(project.rows('t', { where: 'doubel > 1' })).rejects.toThrow('Did you mean double?');
  await expect(project.rows('t', { columns: ['stat'] })).rejects.toMatchObject({
    code: 'PSYRUN_COLUMN_NOT_FOUND',
  });
  expect((await project.rows('t')).changes).toEqual([]);
});

test('a failed row that another generation has done is done, and a lost journal is told', async () => {
  const folder = new ProjectFolder();
  folder.write('psy-tasks/task_t.js', taskOf(8, `if (n === 3) throw new Error('no');`));
  const project = folder.open();
  await project.run('t');
  folder.write('psy-tasks/task_t.js', taskOf(8));
  await project.run('t', { continue: true, acceptChanges: true });
  expect(await read(await project.rows('t', { rows: [3] }))).toMatchObject([
    { state: 'done', values: { n: 3, double: 6 } },
  ]);
  for (const name of ['kept', 'out']) rmSync(folder.at('psy-work/t', name), { recursive: true });
  const lost = await project.rows('t', { states: ['done'] });
  expect(lost.indices).toHaveLength(8);
  expect(lost.problems).toEqual([
    `The journals of 8 rows are gone. Their results are only in ${folder.at('psy-work/t/result.pkl')}.`,
  ]);
});

/** The jobs of an array of this scheduler are in the states of the file \`states\`. */
const SCHEDULER = (folder: string) => `
import { readFileSync } from 'node:fs';
import { param, range } from '@psyrun/pspace';
const states = () => JSON.parse(readFileSync(${JSON.stringify(folder)} + '/states', 'utf8'));
export const scheduler = {
  name: 'queue', capabilities: { arrays: true, immediate: false, outcomes: true }, defaultArgs: {},
  submit: async () => 'one', submitArray: async () => 'many', kill: async () => {}, getJobs: async () => [],
  getStatus: async (ids) => new Map(ids.map((id) => [id, { id, state: states()[id] ?? 'waiting' }])),
};
export const pspace = param({ n: range(6) });
export const maxJobs = 3;
export const execute = () => ({});`;

test('rows of jobs that wait are queued, those of jobs that run are running', async () => {
  const folder = new ProjectFolder();
  folder.write('psy-tasks/task_t.js', SCHEDULER(folder.path));
  folder.write('states', '{}');
  const project = folder.open();
  await project.run('t');
  const states = async () =>
    (await read(await project.rows('t'))).map(({ state }) => state).join(' ');
  expect(await states()).toBe('queued queued queued queued queued queued');
  // As the job that splits the space does.
  folder.write('psy-work/t/in/0.json', '{}');
  folder.write('states', '{ "many": "running", "many_0": "running", "many_1": "failed" }');
  expect(await states()).toBe('running running missing missing queued queued');
  expect((await project.rows('t', { states: ['running'] })).indices).toEqual([0, 1]);
});
