import { readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { inflateRawSync } from 'node:zlib';
import { expect, test } from '@jest/globals';
import { openJournal } from '@psyrun/journal';
import { param } from '@psyrun/pspace';
import type { Packed } from '@psyrun/report';
import { runIn, WorkDirectory } from '@psyrun/run';
import { withSpace } from '@psyrun/task';
import { openTasks } from '../../src/project/open-tasks.ts';
import { reportTask } from '../../src/report/report-task.ts';
import { readNumbers } from '../../src/report/row-numbers.ts';
import { taskStatus } from '../../src/status/task-status.ts';
import { ProjectFolder, taskOf } from '../fixtures/project-folder.ts';

/** Random histories of journals. 200 take half a minute. */
const HISTORIES = Number(process.env['PSYRUN_HISTORIES'] ?? 40);

const codesOf = ({ data, length, planes }: Packed) => {
  expect(planes).toBe(1);
  return [...inflateRawSync(Buffer.from(data, 'base64'))].slice(0, length);
};

/** Returns numbers from 0 up to `below` (a linear congruential generator). */
const randomOf = (seed: number) => (below: number) => {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
  return Math.floor((seed / 2 ** 32) * below);
};

const open = async (folder: ProjectFolder) => {
  const place = { taskdir: `${folder.path}/psy-tasks`, cwd: folder.path };
  return (await openTasks(place, ['t'], () => undefined))[0]!;
};

/** Replaces the journals of a run by a random history; the last bytes may be lost or damaged. */
async function writeHistory(directory: WorkDirectory, rows: number, seed: number): Promise<void> {
  const random = randomOf(seed);
  const { created, generation, space } = (await runIn(directory))!;
  for (let job = 0; job <= random(3); job++) {
    const file = directory.journal(job);
    rmSync(file, { force: true });
    const isOther = random(10) === 0;
    const session = {
      run: isOther ? 'other' : created,
      generation,
      space: space.hash,
      rows: space.length,
    };
    const journal = await openJournal(file, session);
    for (let i = random(12); i > 0; i--) {
      const index = random(rows + 1);
      const row = { n: random(20) === 0 ? -1 : index };
      const record = {
        index,
        attempt: 1 + random(3),
        startedAt: random(1e6),
        duration: random(100),
      };
      if (random(3) > 0)
        journal.append({ kind: 'done', ...record, row: { ...row, y: random(100) } });
      else
        journal.append({
          kind: 'failed',
          ...record,
          row,
          error: { name: 'E', message: `e ${random(3)}`, reason: 'threw' },
        });
    }
    await journal.close();
    const bytes = readFileSync(file);
    if (random(4) === 0) truncateSync(file, random(bytes.length));
    else if (random(4) === 0) {
      bytes[random(bytes.length)]! ^= 1 << random(8);
      writeFileSync(file, bytes);
    }
  }
}

test('the counts and states of a page are those of the status, whatever the journals are like', async () => {
  const rows = 8;
  const folder = new ProjectFolder({
    'psy-tasks/task_t.js': taskOf(rows, "if (n === 1) throw new Error('no');"),
  });
  await folder.open().run('t');
  const task = await open(folder);
  const directory = new WorkDirectory(task.workdir);
  const seen = new Set<string>();
  // Rows of the run in another order, fewer of them, and others.
  const changed = await withSpace(task, param({ n: [5, 9, 3, 1, 8, 0] }));
  for (let seed = 1; seed <= HISTORIES; seed++) {
    for (const file of await directory.journals()) rmSync(file);
    await writeHistory(directory, rows, seed);
    const present = seed % 3 === 0 ? changed : task;
    const { total, done, failed, missing, problems } = await taskStatus(present);
    const { data } = await reportTask(present);
    expect(data.verdict.counts).toEqual({ total, done, failed, missing });
    const states = codesOf(data.states);
    expect([2, 1, 0].map((state) => states.filter((one) => one === state).length)).toEqual([
      done,
      failed,
      missing,
    ]);
    const groups = data.failures.map(({ count }) => count);
    expect(groups.reduce((sum, count) => sum + count, 0)).toBe(failed);
    expect(codesOf(data.failureOf).map((group) => group > 0)).toEqual(
      states.map((state) => state === 1),
    );
    seen.add(`${done > 0} ${failed > 0} ${missing > 0} ${problems !== undefined}`);
  }
  expect(seen.size).toBeGreaterThan(6);
});

test('a page has the results, and a certified result has them without journals, too', async () => {
  const folder = new ProjectFolder({ 'psy-tasks/task_t.js': taskOf(3) });
  const before = await reportTask(await open(folder));
  expect(before.data.verdict).toMatchObject({
    counts: { total: 3, missing: 3 },
    next: 'psy run t',
  });
  await folder.open().run('t');
  const task = await open(folder);
  const { data, page } = await reportTask(task);
  expect(data.verdict).toMatchObject({ complete: true, counts: { done: 3 } });
  expect(data.verdict.next).toBeUndefined();
  expect(data.columns.map(({ role }) => role)).toEqual(['result', 'duration', 'start', 'attempt']);
  expect(page).toContain('Content-Security-Policy');
  for (const file of await new WorkDirectory(task.workdir).journals()) rmSync(file);
  const { data: later } = await reportTask(await open(folder));
  expect(later.columns).toEqual([data.columns[0]]);
  expect(later.verdict.counts).toEqual(data.verdict.counts);
});

test('rows of an earlier space have their numbers in the places of the present one', async () => {
  const folder = new ProjectFolder({ 'psy-tasks/task_t.js': taskOf(3) });
  await folder.open().run('t');
  const grown = taskOf(3).replace('range(3)', '[7, 2, 0, 1]');
  writeFileSync(`${folder.path}/psy-tasks/task_t.js`, grown);
  const { rows } = await readNumbers(await open(folder));
  expect(rows.results.get('double')).toEqual(Float64Array.of(NaN, 4, 0, 2));
});

test('a sample of rows goes with exact numbers of all', async () => {
  const folder = new ProjectFolder({
    'psy-tasks/task_t.js': taskOf(40, "if (n === 7) throw new Error('no');"),
  });
  await folder.open().run('t');
  const { data } = await reportTask(await open(folder), { mostRows: 10 });
  expect(data.verdict.counts).toMatchObject({ total: 40, done: 39, failed: 1 });
  expect(data.states.length).toBeLessThan(30);
  expect(data.indices!.length).toBe(data.states.length);
  expect(data.margins.map(({ done, failed }) => done + failed)).toEqual(Array(40).fill(1));
  expect(data.margins[7]).toMatchObject({ key: 'n', value: '7', failed: 1, results: [null] });
});

test('failures that have nothing in common are told by a rule if most of them keep it', async () => {
  const body = "if ((n > 60 && n !== 77) || n === 3) throw new Error('no');";
  const folder = new ProjectFolder({ 'psy-tasks/task_t.js': taskOf(100, body) });
  await folder.open().run('t');
  const { data } = await reportTask(await open(folder));
  expect(data.failures[0]).toMatchObject({
    count: 39,
    region: [],
    rule: { conditions: ['n >= 61.88'] },
  });
});

test('failures of an earlier space are at their rows of the present one, and psy repro finds them', async () => {
  const body = "if (n > 5) throw new RangeError('no ' + n);";
  const folder = new ProjectFolder({ 'psy-tasks/task_t.js': taskOf(8, body) });
  await folder.open().run('t');
  // Rows 6 and 7 of the run are rows 1 and 9 now.
  const changed = taskOf(8, body).replace('range(8)', '[9, 7, 0, 1, 2, 3, 4, 5, 8, 6]');
  writeFileSync(`${folder.path}/psy-tasks/task_t.js`, changed);
  const { data } = await reportTask(await open(folder));
  expect(data.verdict.counts).toEqual({ total: 10, done: 6, failed: 2, missing: 2 });
  expect(data.verdict.changes.at(-1)).toContain('Rows have other numbers here');
  expect(codesOf(data.failureOf)).toEqual([0, 1, 0, 0, 0, 0, 0, 0, 0, 1]);
  expect(data.failures).toMatchObject([
    { count: 2, message: 'no 7', region: ['n = 7 or 6'], firstRow: 7 },
  ]);
  expect((await folder.open().repro('t', 7)).parameters).toEqual({ n: 7 });
});
