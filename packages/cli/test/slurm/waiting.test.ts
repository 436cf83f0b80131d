import { userInfo } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, expect, test } from '@jest/globals';
import { CommandStandIns } from '@psyrun/testkit';
import { RealSlurm } from '../../../../tools/slurm/real-slurm.mjs';
import { newSweep, until, type ClusterSweep } from './cluster-sweep.ts';

/** Why jobs on a real Slurm wait, what psy says about it, and that its advice works. */
const slurm = new RealSlurm(
  '--accounting',
  ...['--nodes', '5', '--set', 'AccountingStorageEnforce=limits,qos'],
);

/** A job of one row for each setting of `extra`. It waits until it is released. */
function sweepWith(options: string, maxJobs = 1): ClusterSweep {
  const extra = `extra: (job: string) => (job.endsWith('process') ? ${options} : [])`;
  return newSweep({ rows: 4, settings: settingsOf(`${extra}`, maxJobs), waits: 'true' });
}

const settingsOf = (more: string, maxJobs = 1) => [
  "scheduler = 'slurm'",
  `schedulerArgs = { timelimit: '5m', ${more} }`,
  `maxJobs = ${maxJobs}`,
];
const SMALL = "['-A', 'science', '--qos=small'";

const sweeps = {
  held: sweepWith("['--begin=now+1hour']"),
  requeued: sweepWith("['-w', 'n1']"),
  tooLarge: sweepWith(`${SMALL}, '-c', '2']`),
  drained: sweepWith("['-w', 'n5']"),
  later: sweepWith("['--begin=now+20days']"),
  suspended: sweepWith("['-w', 'n2']"),
  tooMany: sweepWith(`${SMALL}]`, 4),
};

const stateOf = (job: string) => slurm.run('squeue', '-h', '-r', '-j', job, '-o', '%T %r').trim();
/** Returns the lines of `psy status -v` about the processing jobs. */
const told = async (sweep: ClusterSweep) => {
  const { stdout } = await sweep.psy('status', '-v');
  return / {4}t:process: (.*)/.exec(stdout)?.[1];
};

let refusal = '';
beforeAll(async () => {
  const manage = (...args: string[]) => slurm.run('sacctmgr', '-i', ...args);
  manage('add', 'qos', 'small', 'MaxTRESPerJob=cpu=1', 'MaxSubmitJobsPerUser=3');
  manage('add', 'account', 'science');
  manage('add', 'user', userInfo().username, 'account=science', 'qos=normal,small');
  slurm.run('scontrol', 'update', 'nodename=n5', 'state=drain', 'reason=repair');
  const { tooMany, ...others } = sweeps;
  refusal = (await tooMany.psy('run')).stderr;
  for (const sweep of Object.values(others)) await sweep.succeeds('run');
  const { held, requeued, suspended } = sweeps;
  slurm.run('scontrol', 'hold', await held.job('t:process'));
  for (const sweep of [requeued, suspended]) {
    const job = `${await sweep.job('t:process')}_0`;
    await until('the job runs', () => stateOf(job).startsWith('RUNNING'));
    slurm.run('scontrol', sweep === requeued ? 'requeuehold' : 'suspend', job);
  }
  for (const sweep of [held, requeued, sweeps.tooLarge, sweeps.drained, sweeps.later]) {
    const job = await sweep.job('t:process');
    const due = /JobHeld|held state|QOSMax|NotAvail|DOWN|BeginTime/;
    await until(`Slurm says why job ${job} waits`, () => due.test(stateOf(job)));
  }
}, 180_000);

test('psy status -v tells the reasons of Slurm, what can be done, and the expected start', async () => {
  const { held, requeued, tooLarge, drained, later, suspended } = sweeps;
  expect(await told(held)).toBe(
    '1 queued (JobHeldAdmin). It is held. Ask the administrators of the cluster.',
  );
  await until('the node has ended the requeued job', async () => {
    return (await told(requeued))?.includes('COMPLETING') !== true;
  });
  expect(await told(requeued)).toMatch(
    /^1 queued \((job requeued in held state|JobHeld).*scontrol release/,
  );
  expect(await told(tooLarge)).toMatch(
    /^1 can never start \(QOSMaxCpuPerJobLimit\)\. Request less/,
  );
  expect(await told(drained)).toMatch(/^1 queued \((ReqNodeNotAvail|Nodes required).*sinfo -R/);
  expect(await told(later)).toMatch(/^1 queued \(BeginTime\), expected to start at \d{4}-\S+Z\.$/);
  expect(await told(suspended)).toMatch(/^1 suspended\. It goes on when/);
});

test('psy run --wait tells them once, and asks Slurm seldom', async () => {
  const { held } = sweeps;
  const commands = new CommandStandIns();
  const asking = ['squeue', 'sacct', 'scontrol'];
  for (const command of asking) commands.add(command, 'exec "$REAL" "$@"');
  const waiting = held.psy('run', '--wait');
  await sleep(10_000);
  // At first and after 1, 2.5, 4.8 and 8.1 s; the limits are asked for once.
  const count = asking.flatMap((command) => commands.calls(command)).length;
  commands.remove();
  await held.succeeds('kill');
  const { status, stderr } = await waiting;
  expect(status).toBe(1);
  expect(stderr.match(/t:process: 1 queued \(JobHeldAdmin\)/g)?.length).toBe(1);
  expect(count).toBeLessThanOrEqual(9);
}, 120_000);

test('the advice for a job that can never start works', async () => {
  const { tooLarge } = sweeps;
  const { status, stderr } = await tooLarge.psy('run', '--wait');
  expect(status).toBe(1);
  expect(stderr).toMatch(
    /t:process can never start: QOSMaxCpuPerJobLimit\. Request less in schedulerArgs.* Then use psy kill t and psy run -c t\./,
  );
  tooLarge.set(settingsOf("extra: ['-A', 'science', '--qos=small']"));
  await tooLarge.succeeds('kill');
  await tooLarge.finish();
}, 120_000);

test('the advice for too many jobs works, and rows that were never submitted are split anew', async () => {
  const { tooMany } = sweeps;
  expect(refusal).toMatch(/QOSMaxSubmitJobPerUserLimit[^]*Set maxJobs of the task to fewer jobs\./);
  await until('the jobs before them have ended', async () => {
    return !/ t:split/.test((await tooMany.psy('status', '-v')).stdout);
  });
  tooMany.set(settingsOf(`extra: (job: string) => (job.endsWith('process') ? ${SMALL}] : [])`, 2));
  await tooMany.finish();
  expect([...tooMany.evaluations().values()]).toEqual(Array<number>(4).fill(1));
}, 120_000);
