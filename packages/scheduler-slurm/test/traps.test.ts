import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { JobId, JobStatus, Submission } from '@psyrun/core';
import { CommandStandIns } from '@psyrun/testkit';
import { Slurm } from '../src/index.ts';
import { RealSlurm } from '../../../tools/slurm/real-slurm.mjs';

/** Behaviour of a real Slurm that a scheduler must handle. */
const real = new RealSlurm('--set', 'MaxArraySize=11');
jest.setTimeout(60_000);

const folder = mkdtempSync(join(tmpdir(), 'psyrun-traps-'));
afterAll(() => rmSync(folder, { recursive: true }));

let slurm: Slurm;
let submitted = 0;
beforeEach(() => {
  slurm = new Slurm();
});
/** Cancels the jobs that a test has left, so that the next test finds free nodes. */
afterEach(() => void real.run('scancel', '--me'));

function script(text: string, ...args: string[]): Submission {
  const tag = `trap-${process.pid}-${submitted++}`;
  const log = join(folder, `${tag}.log`);
  const argv = ['/bin/sh', '-c', text, 'sh', ...args];
  return { argv, log, name: tag, dependsOn: [], evenIfFailed: false, args: {}, tag };
}
const held = { extra: ['--hold'] };
const range = (count: number) => Array.from({ length: count }, (_, i) => i);
const stateOf = async (id: JobId): Promise<JobStatus> => (await slurm.getStatus([id])).get(id)!;

/** Waits until the job is in one of the states. */
async function becomes(id: JobId, ...states: JobStatus['state'][]): Promise<JobStatus> {
  for (;;) {
    const status = await stateOf(id);
    if (states.includes(status.state)) return status;
    await sleep(100);
  }
}

test('a refused submission gives the message of Slurm and a hint', async () => {
  await expect(
    slurm.submit({ ...script('exit'), args: { partition: 'nosuch' } }),
  ).rejects.toMatchObject({
    code: 'PSYRUN_SCHEDULER',
    message: expect.stringMatching(/invalid partition specified: nosuch[^]*Set partition in/),
  });
});

test('Slurm accepts the default arguments with their limit of 1h', async () => {
  const id = await slurm.submit({ ...script('exit'), args: slurm.defaultArgs });
  expect(real.run('squeue', '-h', '-j', id, '-o', '%l|%m')).toBe('1:00:00|1G\n');
});

test('names and paths may contain any characters', async () => {
  const names = ['a b', `it's "quoted"`, 'pipe|d', 'col:on', 'ünï', '100%a', '-x', '$HOME;`id`'];
  const jobs = names.map((name) => ({
    ...script('echo "$1"', name),
    name,
    log: join(folder, name),
  }));
  const ids: JobId[] = [];
  for (const job of jobs) ids.push(await slurm.submit(job));
  for (const id of ids) await becomes(id, 'done');
  expect(names.map((name) => readFileSync(join(folder, name), 'utf8'))).toEqual(
    names.map((name) => `${name}\n`),
  );
  const tags = jobs.map(({ tag }) => tag);
  expect([...(await slurm.find(tags)).values()]).toEqual(ids);
  // The cache of a site may answer with nothing.
  const commands = new CommandStandIns();
  commands.add('squeue', 'exit');
  const found = await new Slurm().find(tags);
  commands.remove();
  expect([...found.values()]).toEqual(ids);
});

describe('the environment of the submitting process', () => {
  const OUTER = { SLURM_ARRAY_TASK_ID: '7', SBATCH_ARRAY_INX: '0-3', SQUEUE_STATES: 'SUSPENDED' };
  beforeEach(() => void Object.assign(process.env, OUTER));
  afterEach(() => Object.keys(OUTER).forEach((key) => delete process.env[key]));

  test('does not turn a job into an array, hide it, or leak into it', async () => {
    const job = script('echo "task ${SLURM_ARRAY_TASK_ID-none}"');
    const id = await slurm.submit(job);
    expect(await becomes(id, 'done')).toMatchObject({ id });
    expect(readFileSync(job.log, 'utf8')).toBe('task none\n');
  });
});

describe('arrays', () => {
  test('longer than MaxArraySize behave as one array', async () => {
    const job = script('echo "index $1"', '%a');
    const log = join(folder, 'long %a.log');
    const id = await slurm.submitArray(range(25), { ...job, log });
    expect(id).toMatch(/^\d+,\d+\+10,\d+\+20$/);
    expect((await slurm.find([job.tag])).get(job.tag)).toBe(id);
    await becomes(id, 'done');
    const logs = range(25).map((i) => readFileSync(join(folder, `long ${i}.log`), 'utf8'));
    expect(logs).toEqual(range(25).map((i) => `index ${i}\n`));
  });

  test('longer than MaxArraySize respect their throttle', async () => {
    const notes = join(folder, 'notes');
    const note = `echo + >>"$1"; sleep 0.1; echo - >>"$1"`;
    await becomes(
      await slurm.submitArray([8, 9, 10, 11], { ...script(note, notes), throttle: 1 }),
      'done',
    );
    expect(readFileSync(notes, 'utf8')).toBe('+\n-\n'.repeat(4));
  });

  test('have a state for each task, although Slurm truncates its lists', async () => {
    const id = await slurm.submitArray(
      range(200).filter((i) => i % 3 === 0),
      {
        ...script('exit'),
        args: held,
      },
    );
    const ids = [0, 99, 198].map((i) => `${id}_${i}`);
    const status = await slurm.getStatus([...ids, `${id}_1`]);
    expect(ids.map((one) => status.get(one)?.state)).toEqual(['queued', 'queued', 'queued']);
    expect(status.get(`${id}_1`)?.state).toBe('unknown');
  });

  test('lose only the jobs that are cancelled', async () => {
    const id = await slurm.submitArray([0, 1, 2], { ...script('exit'), args: held });
    await slurm.kill([`${id}_1`]);
    const status = await slurm.getStatus([`${id}_0`, `${id}_1`, `${id}_2`]);
    const states = [...status.values()].map(({ state }) => state);
    expect(states).toEqual(['queued', expect.stringMatching(/unknown|failed/), 'queued']);
  });
});

describe('dependencies', () => {
  test('on a job that Slurm has forgotten do not count as successful', async () => {
    const job = { ...script('exit'), dependsOn: ['99999'] };
    await expect(slurm.submit(job)).rejects.toMatchObject({
      code: 'PSYRUN_JOB_FAILED',
      message: expect.stringContaining('depends on job 99999, and Slurm has forgotten'),
    });
    const merge = await slurm.submit({ ...job, evenIfFailed: true });
    expect((await becomes(merge, 'done', 'failed')).state).toBe('done');
  });

  test('on a job that failed do not wait for ever', async () => {
    const bad = await slurm.submit(script('exit 3'));
    await becomes(bad, 'failed');
    const next = await slurm.submit({ ...script('exit'), dependsOn: [bad] });
    const status = await becomes(next, 'failed', 'done');
    expect(status).toMatchObject({ state: 'failed', reason: 'DependencyNeverSatisfied' });
    expect(await slurm.getJobs()).not.toContain(next);
  });
});

describe('jobs that never start', () => {
  test('because their dependency can never be satisfied have failed', async () => {
    const bad = await slurm.submit(script('exit 3'));
    const args = ['--parsable', '-o', '/dev/null', '-d', `afterok:${bad}`, '--wrap', 'exit'];
    const waiting = real.run('sbatch', ...args).trim();
    await becomes(bad, 'failed');
    const status = await becomes(waiting, 'failed');
    expect(status.reason).toBe('DependencyNeverSatisfied');
  });

  test('because the partition allows less have failed', async () => {
    const args = { partition: 'short', timelimit: '1h' };
    const id = await slurm.submit({ ...script('exit'), args });
    expect(await becomes(id, 'failed')).toMatchObject({
      reason: expect.stringMatching(/^Partition/),
    });
  });
});

describe('jobs that end early', () => {
  test('have the reason that their log cannot be written', async () => {
    const id = await slurm.submit({ ...script('exit'), log: join(folder, 'no', 'such', 'a.log') });
    expect(await becomes(id, 'failed', 'done')).toMatchObject({ reason: 'JobLaunchFailure' });
  });

  test('have the reason that they were cancelled', async () => {
    const id = await slurm.submit(script('sleep 60'));
    await becomes(id, 'running');
    real.run('scancel', id);
    expect(await becomes(id, 'failed', 'done')).toMatchObject({ reason: 'CANCELLED' });
  });

  test('have the reason that their node failed', async () => {
    const job = script('sleep 60');
    const id = await slurm.submit({ ...job, args: { nodelist: 'n2', extra: ['--no-requeue'] } });
    await becomes(id, 'running');
    real.run('scontrol', 'update', 'nodename=n2', 'state=down', 'reason=test');
    expect(await becomes(id, 'failed', 'done')).toMatchObject({ reason: 'NODE_FAIL' });
  });

  test('append to their log when they are requeued', async () => {
    const job = script(
      'echo "run ${SLURM_RESTART_COUNT-0}"; [ -n "$SLURM_RESTART_COUNT" ] || sleep 60',
    );
    const id = await slurm.submit(job);
    await becomes(id, 'running');
    while (!readFileSync(job.log, 'utf8').includes('run 0')) await sleep(50);
    real.run('scontrol', 'requeue', id);
    // Slurm holds it until its credential has expired. The test does not wait for that.
    await becomes(id, 'queued');
    real.run('scontrol', 'update', `jobid=${id}`, 'StartTime=now');
    await becomes(id, 'done');
    expect(readFileSync(job.log, 'utf8')).toMatch(/^run 0\n[^]*run 1\n$/);
  });
});

test('a submission whose answer was lost is found and not repeated', async () => {
  const commands = new CommandStandIns();
  try {
    commands.add(
      'sbatch',
      '"$REAL" "$@" >/dev/null; echo "sbatch: error: Socket timed out on send/recv operation" >&2; exit 1',
    );
    const job = script('exit');
    const id = await slurm.submit(job);
    await becomes(id, 'done');
    expect(real.run('squeue', '-h', '-t', 'all', '-n', job.name, '-o', '%A')).toBe(`${id}\n`);
  } finally {
    commands.remove();
  }
});

test('a controller that is down is reported, and its jobs continue', async () => {
  const id = await slurm.submit(script('sleep 60'));
  await becomes(id, 'running');
  real.control('stop-controller');
  const down = {
    code: 'PSYRUN_SCHEDULER',
    message: expect.stringContaining('Slurm is down. Try again later; nothing is lost.'),
  };
  const answers = [slurm.submit(script('exit')), new Slurm().getStatus([id, '99999'])];
  const results = await Promise.allSettled(answers);
  expect(
    results.map((result) => (result as PromiseRejectedResult).reason as unknown),
  ).toMatchObject([down, down]);
  real.control('start-controller');
  expect((await stateOf(id)).state).toMatch(/running|done/);
});
