import type { ChildProcess } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { UserFolder } from '../user-folder.ts';

let user: UserFolder;
beforeEach(() => {
  user = new UserFolder();
});
afterEach(() => user.remove());

/** Returns a task whose function writes each row to a file when it starts. */
const circle = (rows: number, body = '', more = '') => `
import { appendFileSync, existsSync } from 'node:fs';
import { LoadBalancingBackend } from '@psyrun/backend-loadbalancing';
import { param, range } from '@psyrun/pspace';
export const pspace = param({ trial: range(${rows}) });
export const backend = LoadBalancingBackend;
export const maxJobs = 3;
${more}
export function execute({ trial }: { trial: number }) {
  appendFileSync('evaluated', trial + '\\n');
  ${body}
  return { double: 2 * trial };
}
`;
const upTo = (length: number) => Array.from({ length }, (_, i) => i);
const evaluated = () => user.read('evaluated').split('\n').filter(Boolean).map(Number);

describe('a task with load balancing', () => {
  test('evaluates each row once, keeps the order of the space, and writes a lost result again', () => {
    user.write('psy-tasks/task_circle.ts', circle(100));
    const { status, stdout, stderr } = user.psy('run', '-v', 'circle');
    expect({ status, stderr }).toEqual({
      status: 0,
      stderr: expect.stringContaining('100 rows, complete'),
    });
    expect(stdout).toBe(
      ['pspace', 'process', 'process:0', 'process:1', 'process:2', 'finalize']
        .map((name) => `. circle:${name}\n`)
        .join(''),
    );
    expect(user.result()).toEqual({ trial: upTo(100), double: upTo(100).map((i) => 2 * i) });
    expect(evaluated().sort((a, b) => a - b)).toEqual(upTo(100));
    const again = user.psy('run', 'circle');
    expect(again.stdout).toBe('- circle:pspace\n- circle:process\n- circle:finalize\n');
    expect(again.stderr).toContain('Nothing to do');

    user.delete('psy-work/circle/result.pkl');
    expect(user.psy('run').stdout).toBe('- circle:pspace\n- circle:process\n. circle:finalize\n');
    expect(user.result()['trial']).toEqual(upTo(100));
  });

  test('sets up each of the processes of a job once, with their numbers in the job', () => {
    const setup = `
      export const poolSize = 2;
      export const excludeFromResult = ['device'];
      export function setup(procId: number) {
        appendFileSync('set-up', procId + '\\\\n');
        return { device: () => procId, procId };
      }`.replaceAll('\\\\n', '\\n');
    user.write(
      'psy-tasks/task_circle.ts',
      circle(200, 'for (const end = Date.now() + 5; Date.now() < end;);', setup),
    );
    expect(user.psy('run').status).toBe(0);
    const result = user.result();
    expect(Object.keys(result)).toEqual(['trial', 'procId', 'double']);
    expect(new Set(result['procId'])).toEqual(new Set([0, 1]));
    const numbers = user.read('set-up').trim().split('\n').map(Number);
    expect(new Set(numbers)).toEqual(new Set([0, 1]));
    expect(numbers.length).toBeLessThanOrEqual(6);
  });

  test('gives each process of a job its own environment, which its programs see', () => {
    const setup = `
      import { execFileSync } from 'node:child_process';
      export const poolSize = 2;
      export function setup(procId: number) {
        const devices = (process.env.CUDA_VISIBLE_DEVICES ?? '4,5').split(',');
        process.env.CUDA_VISIBLE_DEVICES = devices[procId];
        return { device: devices[procId] };
      }`;
    const body = `
      for (const end = Date.now() + 20; Date.now() < end;);
      const seen = execFileSync('sh', ['-c', 'echo $CUDA_VISIBLE_DEVICES'], { encoding: 'utf8' });
      return { seen: seen.trim() };`;
    user.write('psy-tasks/task_circle.ts', circle(100, body, setup));
    expect(user.psy('run').status).toBe(0);
    const { device, seen } = user.result();
    expect(new Set(device)).toEqual(new Set(['4', '5']));
    expect(seen).toEqual(device);
  });

  test('evaluates all other rows when some fail, reports the failures, and retries only these', () => {
    const failing =
      "if (trial % 40 === 7 && !existsSync('ok')) throw new RangeError(`no ${trial}`);";
    user.write('psy-tasks/task_circle.ts', circle(100, failing));
    const first = user.psy('run');
    expect(first.status).toBe(1);
    expect(first.stderr).toContain('97 of 100 rows are done, 3 failed, 0 are missing');
    expect(user.psy('status', '-v').stdout).toBe(
      [
        'circle:',
        '  97 out of 100 rows completed.',
        '  3 failed, 0 missing.',
        '  Failed (3) and missing (0) parameter sets:',
        '    { trial: 7 }',
        '    { trial: 47 }',
        '    { trial: 87 }',
        '  Queued parameter sets:',
        '  Failed jobs:',
        '    circle:process',
        '',
        '',
      ].join('\n'),
    );
    const partial = user.result('result.partial.pkl');
    expect(partial['trial']).toEqual(upTo(100).filter((trial) => trial % 40 !== 7));
    expect(user.psy('failures').stdout).toContain('rows 7, 47, 87 ');
    user.write('ok', '');
    expect(user.psy('run', '-c').status).toBe(0);
    expect(evaluated()).toHaveLength(103);
    expect(user.result()['trial']).toEqual(upTo(100));
  });

  test('continues where it stopped when psy is killed', async () => {
    user.write(
      'psy-tasks/task_circle.ts',
      circle(200, 'for (const end = Date.now() + 10; Date.now() < end;);'),
    );
    const psy = user.start('run');
    const ended = new Promise((resolve) => psy.once('exit', resolve));
    while ((await user.recorded()).size < 20) await sleep(20);
    process.kill(psy.pid!, 'SIGKILL');
    await ended;
    await sleep(500); // The worker processes notice that psy is gone.
    const before = await user.recorded();
    const count = evaluated().length;
    expect(user.psy('run').status).toBe(0);
    const again = evaluated().slice(count);
    expect(again.filter((row) => before.has(row))).toEqual([]);
    expect(again).toHaveLength(200 - before.size);
    expect(user.result()['trial']).toEqual(upTo(200));
  }, 120_000);

  /** Makes a queue of rows that take some milliseconds as long as the file `slow` exists. */
  async function queueOf(rows: number, milliseconds: number): Promise<void> {
    const body = `for (const end = Date.now() + ${milliseconds}; existsSync('slow') && Date.now() < end;);`;
    user.write('psy-tasks/task_circle.ts', circle(rows, body));
    user.psy('run');
    for (const name of readdirSync(user.path('psy-work/circle/out'))) {
      user.delete(`psy-work/circle/out/${name}`);
    }
    for (const name of ['result.pkl', 'result.certificate.json']) {
      user.delete(`psy-work/circle/${name}`);
    }
    user.write('slow', '');
    user.write('evaluated', '');
    expect(await exit(user.job('pspace'))).toBe(0);
  }

  /** Lets another job evaluate the rest, and expects that every row was evaluated once. */
  async function expectTheRestOnce(rows: number): Promise<void> {
    user.delete('slow');
    expect(await exit(user.job('process', ['1']))).toBe(0);
    expect(await exit(user.job('finalize'))).toBe(0);
    expect(user.result()['trial']).toEqual(upTo(rows));
    expect(evaluated().sort((a, b) => a - b)).toEqual(upTo(rows));
  }

  test('starts no row that would not end before its time limit, and leaves the rest to others', async () => {
    await queueOf(2000, 20);
    const limit = { PSYRUN_END_TIME: String(Date.now() / 1000 + 6) };
    expect(await exit(user.job('process', ['0'], limit))).toBe(1);
    const recorded = await user.recorded();
    expect(recorded.size).toBeLessThan(2000);
    expect(new Set(evaluated())).toEqual(recorded);
    await expectTheRestOnce(2000);
    // Few files, for any number of rows.
    const queue = readdirSync(user.path('psy-work/circle/in')).find((name) => !name.includes('.'))!;
    expect(readdirSync(user.path(`psy-work/circle/in/${queue}`)).length).toBeLessThan(1000);
  }, 120_000);

  test('finishes the current row after SIGUSR1, and returns the others', async () => {
    await queueOf(100, 3000);
    const job = user.job('process', ['0']);
    const end = exit(job);
    while (user.read('evaluated') === '') await sleep(20);
    job.kill('SIGUSR1');
    expect(await end).toBe(1);
    expect(evaluated()).toHaveLength(1);
    expect(await user.recorded()).toEqual(new Set(evaluated()));
    await expectTheRestOnce(100);
  }, 120_000);

  test('loses no row when jobs in separate processes are killed, stopped, or start late', async () => {
    user.write(
      'psy-tasks/task_circle.ts',
      circle(300, 'for (const end = Date.now() + 10; Date.now() < end;);'),
    );
    user.psy('run');
    user.delete('psy-work/circle/result.pkl');
    for (const name of readdirSync(user.path('psy-work/circle/out'))) {
      user.delete(`psy-work/circle/out/${name}`);
    }
    const count = evaluated().length;
    expect(await exit(user.job('pspace'))).toBe(0);
    const [killed, stopped] = [user.job('process', ['0']), user.job('process', ['1'])];
    const ends = [exit(killed), exit(stopped)];
    while ((await user.recorded()).size < 40) await sleep(20);
    killed.kill('SIGKILL');
    stopped.kill('SIGTERM');
    expect(await Promise.all(ends)).toEqual(['SIGKILL', 1]);
    const recorded = (await user.recorded()).size;
    expect(recorded).toBeLessThan(300);
    expect(await exit(user.job('process', ['0']))).toBe(0);
    expect(await exit(user.job('finalize'))).toBe(0);
    expect(user.result()['trial']).toEqual(upTo(300));
    // Extra evaluations: the rows that were in evaluation, or not yet written, at the kill.
    expect(evaluated().length - count).toBeLessThanOrEqual(300 + 20);
  }, 120_000);
});

/** Resolves to the exit code of a process, or the signal that ended it. */
function exit(process: ChildProcess): Promise<unknown> {
  return new Promise((resolve) => process.once('exit', (code, signal) => resolve(signal ?? code)));
}
