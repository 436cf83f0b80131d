import { mkdirSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { thisProcess, type Owner } from '@psyrun/files';
import { Ledger } from '@psyrun/jobs';
import type { OperationEvent } from '../../src/index.ts';
import { ProjectFolder, taskOf } from '../fixtures/project-folder.ts';

const GONE: Owner = { ...thisProcess(), host: 'laptop', pid: 7, namespace: 'pid:[1]' };

/** A project whose psy has ended while it evaluated rows. By default, its container is gone. */
function abandoned(by = GONE) {
  const folder = new ProjectFolder({ 'psy-tasks/task_t.js': taskOf(3) });
  const intent = { event: 'intent', id: 'a', name: 't:process', scheduler: 'immediate' } as const;
  folder.write('psy-work/t/run.json.lock', JSON.stringify(by));
  const line = JSON.stringify({ ...intent, by, time: '2026-01-01T00:00:00.000Z' }); // as earlier versions wrote it, without a checksum
  folder.write('psy-work/t/ledger', `\n${line}\n`);
  return { folder, project: folder.open() };
}

describe('a psy that was killed in a container', () => {
  test('is named by a run, a plan, psy kill and psy clean, and nothing is changed', async () => {
    const { folder, project } = abandoned();
    const lock = folder.at('psy-work/t/run.json.lock');
    const warnings: string[] = [];
    const onEvent = (event: OperationEvent) => {
      if (event.type === 'warning') warnings.push(event.message);
    };
    expect(await project.run('t', { onEvent })).toMatchObject({
      outcome: 'busy',
      busy: { jobs: ['t:process'], process: { host: 'laptop', pid: 7, lock } },
    });
    expect(warnings).toHaveLength(1);
    const { action, notes } = await project.plan('t');
    expect([action, notes]).toEqual(['busy', warnings]);
    for (const text of ['Process 7 on laptop', lock, 'psy kill --presume-dead t']) {
      expect(warnings[0]).toContain(text);
    }
    await expect(project.kill('t')).rejects.toMatchObject({
      code: 'PSYRUN_RUN_ACTIVE',
      hint: expect.stringContaining('psy kill --presume-dead t'),
    });
    await expect(project.clean('t')).rejects.toMatchObject({
      code: 'PSYRUN_RUN_ACTIVE',
      message: expect.stringMatching(/Process 7 on laptop .*run\.json\.lock.* psy kill t$/),
    });
    expect(folder.has('psy-work/t/run.json')).toBe(false);
  });

  test('is taken for dead when the user says so, and the task runs', async () => {
    const { folder, project } = abandoned();
    expect(await project.kill('t', { presumeDead: true })).toEqual({
      task: 't',
      ended: ['t:process'],
      presumedDead: ['process 7 on laptop'],
    });
    expect(folder.has('psy-work/t/run.json.lock')).toBe(false);
    expect(await project.run('t')).toMatchObject({ outcome: 'complete' });
    expect(await project.kill('t')).toEqual({ task: 't', ended: [] });
  });

  test('is taken for dead also if it holds no lock any more', async () => {
    const { folder, project } = abandoned();
    folder.remove('psy-work/t/run.json.lock');
    expect(await project.run('t')).toMatchObject({
      outcome: 'busy',
      busy: { jobs: ['t:process'] },
    });
    await project.kill('t', { presumeDead: true });
    expect(await project.run('t')).toMatchObject({ outcome: 'complete' });
  });
});

describe('a process on a machine that is gone', () => {
  const gone = JSON.stringify({ ...thisProcess(), host: 'node-17', pid: 7, namespace: 'pid:[1]' });

  test.each([
    ['the result', ['result.pkl.lock']],
    ['the partial result', ['result.partial.pkl.lock']],
    ['a lock that it was about to remove', ['run.json.lock', 'run.json.lock.takeover']],
  ])('holds %s until the user says that it is dead', async (_, locks) => {
    const folder = new ProjectFolder({ 'psy-tasks/task_t.js': taskOf(3) });
    const project = folder.open();
    for (const lock of locks) folder.write(`psy-work/t/${lock}`, gone);
    expect(await project.kill('t', { presumeDead: true })).toMatchObject({
      presumedDead: ['process 7 on node-17'],
    });
    for (const lock of locks) expect(folder.has(`psy-work/t/${lock}`)).toBe(false);
    expect(await project.run('t')).toMatchObject({ outcome: 'complete' });
  });
});

test('a process that has ended here is recorded as dead, for other machines', async () => {
  const { folder, project } = abandoned({ ...thisProcess(), pid: 2 ** 22 + 1 });
  folder.remove('psy-work/t/run.json.lock');
  const ledger = new Ledger(folder.at('psy-work/t/ledger'));
  expect((await ledger.entries())[0]!.abandoned).toBeUndefined();
  await project.kill('t', { presumeDead: true });
  expect((await ledger.entries())[0]!.abandoned).toBe(true);
});

describe('a process that is proven to run', () => {
  test('keeps its lock although somebody says that it is dead', async () => {
    const folder = new ProjectFolder({ 'psy-tasks/task_t.js': taskOf(3) });
    folder.write('psy-work/t/run.json.lock', JSON.stringify(thisProcess()));
    await expect(folder.open().kill('t', { presumeDead: true })).rejects.toMatchObject({
      code: 'PSYRUN_RUN_ACTIVE',
      hint: 'It is this process: abort the signal of the run.',
    });
    expect(folder.has('psy-work/t/run.json.lock')).toBe(true);
  });
});

test.each<[string, (lock: string) => void]>([
  ['empty', (lock) => writeFileSync(lock, '')],
  ['{}', (lock) => writeFileSync(lock, '{}')],
  ['[]', (lock) => writeFileSync(lock, '[]')],
  ['null', (lock) => writeFileSync(lock, 'null')],
  ['cut', (lock) => writeFileSync(lock, '{"host":"lap')],
  ['a folder', (lock) => mkdirSync(lock)],
])(
  'a lock that is %s is named by run, plan, kill and clean, and there is a way out',
  async (_, make) => {
    const folder = new ProjectFolder({ 'psy-tasks/task_t.js': taskOf(1) });
    const project = folder.open();
    folder.write('psy-work/t/.keep', '');
    const lock = folder.at('psy-work/t/run.json.lock');
    make(lock);
    const answers = [project.run('t'), project.plan('t'), project.kill('t'), project.clean('t')];
    for (const answer of answers) {
      await expect(answer).rejects.toMatchObject({
        code: 'PSYRUN_LOCK_DAMAGED',
        message: expect.stringContaining(lock),
        hint: expect.stringContaining(`rm -r '`),
      });
    }
    expect(await project.kill('t', { presumeDead: true })).toMatchObject({
      presumedDead: ['the unknown process of a damaged lock'],
    });
    expect(await project.run('t')).toMatchObject({ outcome: 'complete' });
  },
);
