import { expect } from '@jest/globals';
import type { FailuresResult } from '@psyrun/operations';
import { RealSlurm } from '../../../../tools/slurm/real-slurm.mjs';
import { newSweep, until, type ClusterSweep } from './cluster-sweep.ts';
import { sideBySide } from './side-by-side.ts';

/** Mishaps of jobs on a real Slurm during their rows. Each sweep has its own node. */
const slurm = new RealSlurm('--nodes', '10');

/** Two jobs of six rows. Four rows are recorded before the last ones wait. */
function sweepOn(node: string, backend = 'distribute', ...extra: string[]): ClusterSweep {
  const args = `{ timelimit: '5m', nodelist: '${node}', extra: ${JSON.stringify(extra)} }`;
  const settings = [
    "scheduler = 'slurm'",
    `schedulerArgs = ${args}`,
    `backend = '${backend}'`,
    'maxJobs = 2',
  ];
  return newSweep({ rows: 12, settings, waits: 'n % 6 >= 4' });
}

const stateOf = (job: string) =>
  slurm.run('squeue', '-h', '-t', 'all', '-j', job, '-o', '%T').trim();
const becomes = (job: string, state: string) =>
  until(`job ${job} is ${state}`, () => stateOf(job) === state);

/** Slurm holds a requeued job until its credential has expired. This avoids the waiting. */
async function startNow(job: string): Promise<void> {
  await until(`job ${job} runs again`, () => {
    if (stateOf(job) === 'PENDING') {
      try {
        slurm.run('scontrol', 'update', `jobid=${job}`, 'StartTime=now');
      } catch (error) {
        // Slurm may have started the job since it was asked.
        if (stateOf(job) === 'PENDING') throw error;
      }
    }
    return stateOf(job) === 'RUNNING';
  });
}

/** Ends the daemon of a node, as a power cut would. The processes of the job go on. */
function lose(node: string): void {
  slurm.control('kill-node', node);
  // The controller would detect this by itself after 30 s.
  slurm.run('scontrol', 'update', `nodename=${node}`, 'state=down', 'reason=lost');
}

function bringBack(node: string): void {
  slurm.control('start-node', node);
  try {
    slurm.run('scontrol', 'update', `nodename=${node}`, 'state=resume');
  } catch (error) {
    // A node that has registered already cannot be resumed.
    if (slurm.run('sinfo', '-h', '-n', node, '-o', '%T').startsWith('down')) throw error;
  }
}

/** Resolves to the classes of the failures of jobs, by their names, without the merge. */
async function classesIn(sweep: ClusterSweep): Promise<Record<string, string>> {
  const { jobs } = JSON.parse(await sweep.succeeds('failures', '--json')) as FailuresResult;
  const own = jobs.filter(({ name }) => name.includes(':process:'));
  return Object.fromEntries(own.map((job) => [job.name, job.class!]));
}

/** Expects that rows that were recorded before the mishap are not evaluated again. */
function expectNothingLost(sweep: ClusterSweep): void {
  const counts = sweep.evaluations();
  const recorded = [0, 1, 2, 3, 6, 7, 8, 9].map((n) => counts.get(n));
  expect(recorded).toEqual(Array<number>(8).fill(1));
}

sideBySide({
  'jobs of an array are cancelled': async () => {
    const sweep = sweepOn('n1');
    await sweep.succeeds('run');
    await sweep.recorded(8);
    const array = await sweep.job('t:process');
    slurm.run('scancel', `${array}_0`);
    await becomes(`${array}_0`, 'CANCELLED');
    sweep.release();
    await becomes(await sweep.job('t:merge'), 'FAILED');
    expect(await sweep.succeeds('status', '-v')).toMatch(
      / 0 failed, 2 missing[^]*t:process:0 +CANCELLED/,
    );
    await sweep.finish();
    expectNothingLost(sweep);
  },

  'a job reaches its time limit': async () => {
    const sweep = sweepOn('n2');
    await sweep.succeeds('run');
    await sweep.recorded(8);
    const job = `${await sweep.job('t:process')}_1`;
    slurm.run('scontrol', 'update', `jobid=${job}`, 'EndTime=now+3');
    await becomes(job, 'TIMEOUT');
    sweep.release();
    await becomes(await sweep.job('t:merge'), 'FAILED');
    expect(await sweep.succeeds('status', '-v')).toMatch(/t:process:1 +TIMEOUT/);
    expect(await sweep.succeeds('failures')).toContain('done their work: 1 TIMEOUT\n');
    expect(await classesIn(sweep)).toEqual({ 't:process:1': 'jobTimeout' });
    await sweep.finish();
    expectNothingLost(sweep);
  },

  'a job gets the warning of its time limit': async () => {
    const sweep = sweepOn('n7');
    await sweep.succeeds('run');
    await sweep.recorded(8);
    const job = `${await sweep.job('t:process')}_1`;
    slurm.run('scancel', '--batch', '--signal=USR1', job);
    sweep.release();
    expect((await sweep.psy('run', '--wait')).status).toBe(0);
    await sweep.expectCertified();
    expectNothingLost(sweep);
  },

  'a job is requeued': async () => {
    const sweep = sweepOn('n3');
    await sweep.succeeds('run');
    await sweep.recorded(8);
    const job = `${await sweep.job('t:process')}_0`;
    slurm.run('scontrol', 'requeue', job);
    await startNow(job);
    await sweep.finish();
    expectNothingLost(sweep);
    expect(sweep.evaluations().get(5)).toBe(1);
  },

  'a node is lost, and its jobs are not requeued': async () => {
    const sweep = sweepOn('n4', 'distribute', '--no-requeue');
    await sweep.succeeds('run');
    await sweep.recorded(8);
    const job = `${await sweep.job('t:process')}_0`;
    lose('n4');
    await becomes(job, 'NODE_FAIL');
    expect(await sweep.succeeds('status', '-v')).toMatch(/t:process:0 +NODE_FAIL \(node failed\)/);
    expect(await classesIn(sweep)).toMatchObject({ 't:process:0': 'nodeFailed' });
    bringBack('n4');
    await becomes(await sweep.job('t:merge'), 'FAILED');
    await sweep.finish();
    expectNothingLost(sweep);
  },

  'a node is lost, and its jobs run again when it is back': async () => {
    const sweep = sweepOn('n5');
    await sweep.succeeds('run');
    await sweep.recorded(8);
    const job = `${await sweep.job('t:process')}_0`;
    lose('n5');
    await becomes(job, 'PENDING');
    bringBack('n5');
    await becomes(job, 'RUNNING');
    await sweep.finish();
    expectNothingLost(sweep);
  },

  'with load balancing, jobs are cancelled, and other jobs evaluate their rows': async () => {
    const sweep = sweepOn('n6', 'load-balancing');
    await sweep.succeeds('run');
    await sweep.recorded(2);
    const job = `${await sweep.job('t:process')}_0`;
    slurm.run('scancel', job);
    await becomes(job, 'CANCELLED');
    await sweep.finish();
  },

  'with load balancing, a job reaches its time limit': async () => {
    const sweep = sweepOn('n10', 'load-balancing');
    await sweep.succeeds('run');
    await sweep.recorded(2);
    const job = `${await sweep.job('t:process')}_1`;
    slurm.run('scontrol', 'update', `jobid=${job}`, 'EndTime=now+3');
    await becomes(job, 'TIMEOUT');
    await sweep.finish();
  },

  'with load balancing, a job is requeued': async () => {
    const sweep = sweepOn('n8', 'load-balancing');
    await sweep.succeeds('run');
    await sweep.recorded(4);
    const job = `${await sweep.job('t:process')}_0`;
    slurm.run('scontrol', 'requeue', job);
    await startNow(job);
    await sweep.finish();
  },

  'with load balancing, a node is lost, and its jobs are not requeued': async () => {
    const sweep = sweepOn('n9', 'load-balancing', '--no-requeue');
    await sweep.succeeds('run');
    await sweep.recorded(4);
    const job = `${await sweep.job('t:process')}_0`;
    lose('n9');
    await becomes(job, 'NODE_FAIL');
    bringBack('n9');
    sweep.release();
    // The jobs may have gone on there, so that no rows are left.
    await sweep.psy('run', '--wait', '-c');
    await sweep.finish();
  },
});
