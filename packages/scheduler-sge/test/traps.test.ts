import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import type { JobId, JobStatus, Submission } from '@psyrun/core';
import { CommandStandIns } from '@psyrun/testkit';
import { Sge } from '../src/index.ts';
import { RealSge } from '../../../tools/sge/real-sge.mjs';

/** Behaviour of a real Grid Engine that a scheduler must handle. */
const real = new RealSge();
jest.setTimeout(60_000);

const folder = mkdtempSync(join(tmpdir(), 'psyrun-traps-'));
afterAll(() => rmSync(folder, { recursive: true }));

let sge: Sge;
let submitted = 0;
beforeEach(() => {
  sge = new Sge();
});
/** Deletes the jobs that a test has left. */
afterEach(async () => sge.kill((await sge.getJobs()).map((id) => id.replace(/_.*/, ''))));

function script(text: string, ...args: string[]): Submission {
  const tag = `trap-${process.pid}-${submitted++}`;
  const log = join(folder, `${tag}.log`);
  const argv = ['/bin/sh', '-c', text, 'sh', ...args];
  return { argv, log, name: 't:trap', dependsOn: [], evenIfFailed: false, args: {}, tag };
}
const stateOf = async (id: JobId): Promise<JobStatus> => (await sge.getStatus([id])).get(id)!;

/** Waits until the job is in one of the states. */
async function becomes(id: JobId, ...states: JobStatus['state'][]): Promise<JobStatus> {
  for (;;) {
    const status = await stateOf(id);
    if (states.includes(status.state) && !status.ending) return status;
    await sleep(100);
  }
}

test('a refused submission gives the message of Grid Engine and a hint', async () => {
  const job = { ...script('exit'), args: { queue: 'nosuch.q' } };
  await expect(sge.submit(job)).rejects.toMatchObject({
    code: 'PSYRUN_SCHEDULER',
    message: expect.stringMatching(/unknown queue "nosuch.q"[^]*Set queue in schedulerArgs/),
  });
});

test('a job in the error state can never start, and is ended', async () => {
  const args = { extra: ['-o', '/no/such/folder/x'] };
  const id = await sge.submit({ ...script('exit'), args });
  const next = await sge.submit({ ...script('exit'), dependsOn: [id], evenIfFailed: true });
  expect(await becomes(id, 'failed')).toMatchObject({
    reason: 'Eqw',
    stuck: true,
    advice: expect.stringContaining(`can't open output file "/no/such/folder/x"`),
  });
  expect((await stateOf(next)).state).toBe('waiting');
  await sge.kill([id]);
  expect(await becomes(id, 'failed')).not.toMatchObject({ stuck: true });
  expect((await becomes(next, 'done')).reason).toBeUndefined();
});

test('a job that reaches its time limit has this reason, and the jobs that need it fail', async () => {
  const id = await sge.submit({ ...script('sleep 50'), args: { timelimit: '1s' } });
  expect(await becomes(id, 'failed')).toMatchObject({ reason: 'LIMIT' });
  const next = script('touch "$1"', join(folder, 'ran'));
  const nextId = await sge.submit({ ...next, dependsOn: [id] });
  expect(await becomes(nextId, 'failed')).toMatchObject({ reason: 'exit status 1' });
  expect(readFileSync(next.log, 'utf8')).toContain(`needs the success of job ${id}`);
  expect(existsSync(join(folder, 'ran'))).toBe(false);
});

test('a job of another process that waits for an array checks all its jobs', async () => {
  const go = join(folder, 'go');
  const wait = `until [ -e "${go}" ]; do sleep 0.1; done`;
  const id = await sge.submitArray([0, 2, 5], { ...script(wait), args: { throttle: 3 } });
  expect(id).toMatch(/^\d+:0,2,5$/);
  const next = await new Sge().submit({ ...script('exit'), dependsOn: [id] });
  expect((await stateOf(next)).state).toMatch(/queued|waiting/);
  expect(await sge.getJobs()).toEqual(expect.arrayContaining([`${id}_0`, `${id}_2`, `${id}_5`]));
  real.run('touch', go);
  expect(await becomes(next, 'done', 'failed')).toMatchObject({ state: 'done' });
});

test('tasks that are deleted before they start have failed, and the others go on', async () => {
  const id = await sge.submitArray([0, 1, 2], { ...script('exit'), args: { extra: ['-h'] } });
  await sge.kill([`${id}_1`]);
  real.run('qrls', id);
  const status = async () => (await sge.getStatus([`${id}_0`, `${id}_1`, `${id}_2`])).values();
  await becomes(id, 'failed');
  expect([...(await status())].map(({ state }) => state)).toEqual(['done', 'failed', 'done']);
});

test('a job gets a signal before its time limit', async () => {
  const job = script('trap "echo warned; exit 0" USR1; while :; do sleep 0.1; done');
  // The later request counts: a minute before the end is too long for a test.
  const id = await sge.submit({ ...job, args: { timelimit: '20m', extra: ['-l', 's_rt=1'] } });
  expect((await becomes(id, 'done', 'failed')).state).toBe('done');
  expect(readFileSync(job.log, 'utf8')).toContain('warned\n');
});

test('dependencies on a job that Grid Engine does not know do not count as successful', async () => {
  const job = { ...script('exit'), dependsOn: ['999999'] };
  await expect(sge.submit(job)).rejects.toMatchObject({
    code: 'PSYRUN_JOB_FAILED',
    message: expect.stringContaining('depends on job 999999, and Grid Engine does not know how'),
  });
  const merge = await sge.submit({ ...job, evenIfFailed: true });
  expect((await becomes(merge, 'done', 'failed')).state).toBe('done');
});

test('a submission whose answer was lost is found and not repeated', async () => {
  const commands = new CommandStandIns();
  try {
    commands.add(
      'qsub',
      '"$REAL" "$@" >/dev/null; echo "error: commlib error: got read error" >&2; exit 1',
    );
    const job = script('exit');
    const id = await sge.submit(job);
    await becomes(id, 'done');
    expect(commands.calls('qsub')).toHaveLength(1);
    expect([...(await new Sge().find([job.tag]))]).toEqual([[job.tag, id]]);
  } finally {
    commands.remove();
  }
});

test('a master that is down is reported, and its jobs continue', async () => {
  const id = await sge.submit(script('sleep 60'));
  await becomes(id, 'running');
  real.control('stop-master');
  const down = {
    code: 'PSYRUN_SCHEDULER',
    message: expect.stringContaining('Grid Engine is down. Try again later; nothing is lost.'),
  };
  const answers = [sge.submit(script('exit')), new Sge().getStatus([id, '99999'])];
  const results = await Promise.allSettled(answers);
  expect(
    results.map((result) => (result as PromiseRejectedResult).reason as unknown),
  ).toMatchObject([down, down]);
  real.control('start-master');
  expect((await stateOf(id)).state).toBe('running');
});
