import { describe, expect, test } from '@jest/globals';
import { param, range } from '@psyrun/pspace';
import { planRun, prepareRun, readStatus } from '../../src/index.ts';
import { jobContext, newFolder, record, taskIn } from '../fixtures.ts';
import { mergeRun } from '../../src/index.ts';

const space = param({ x: range(2) });
const CHANGE = 'The package d3 has changed from 1.0.0 (a) to 1.1.0 (b).';

/** Returns a task with other packages than those of its run, and what a run of it tells. */
async function upgraded(isComplete: boolean, rerunForPackages = false) {
  const folder = newFolder();
  const before = taskIn(folder, space, { packages: async () => ({ d3: '1.0.0 (a)', old: '1' }) });
  const { directory } = await prepareRun(before, { continue: false });
  await record(directory, 0, space, isComplete ? { 0: 0, 1: 1 } : { 0: 0 });
  await mergeRun({ workdir: before.workdir }, jobContext);
  const packages = async () => ({ d3: '1.1.0 (b)', added: '1' });
  return taskIn(folder, space, { packages, rerunForPackages });
}

describe('a changed package', () => {
  test.each([
    [true, false, 'nothing'],
    [false, false, 'resume'],
    [false, true, 'continue'],
  ])('is told, and the rows stay: complete %s, continue %s', async (complete, goOn, action) => {
    const task = await upgraded(complete);
    const notes: string[] = [];
    expect((await planRun(task, { continue: goOn })).action).toBe(action);
    await prepareRun(task, { continue: goOn, dryRun: true, onNote: (note) => notes.push(note) });
    const advice = expect.stringContaining('set rerunForPackages to true in the task');
    expect(notes.slice(1)).toEqual([CHANGE, advice]);
    expect(await readStatus(task)).toMatchObject({ complete, changes: [CHANGE] });
  });

  test('makes all rows run again if the task says so', async () => {
    const task = await upgraded(true, true);
    const notes: string[] = [];
    const plan = await planRun(task, { continue: false });
    expect(plan).toMatchObject({ action: 'replace', changes: [CHANGE] });
    await prepareRun(task, { continue: false, onNote: (note) => notes.push(note) });
    expect(notes).toEqual([`Running again: ${CHANGE}`]);
    const refused = await planRun(await upgraded(true, true), { continue: true });
    expect(refused.action).toBe('refuse-mixing');
  });
});

test('nothing is told of packages that have not changed or are not known', async () => {
  const known = await upgraded(true);
  const { packages: _, ...unknown } = known;
  expect((await readStatus(unknown)).changes).toEqual([]);
  const same = { ...known, packages: async () => ({ d3: '1.0.0 (a)' }) };
  expect((await readStatus(same)).changes).toEqual([]);
});
