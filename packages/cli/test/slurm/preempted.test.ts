import { beforeAll, expect } from '@jest/globals';
import { RealSlurm } from '../../../../tools/slurm/real-slurm.mjs';
import { newSweep, until, type ClusterSweep } from './cluster-sweep.ts';
import { sideBySide } from './side-by-side.ts';

/** Jobs that others displace, on a real Slurm that requeues them and gives them time to end. */
const slurm = new RealSlurm(
  ...['--nodes', '3'],
  ...['--set', 'PreemptType=preempt/partition_prio', '--set', 'PreemptMode=REQUEUE'],
  ...['--set', 'SlurmctldParameters=preempt_send_user_signal'],
);

/** One job of six rows. Four rows are recorded before the last ones wait. */
function sweepOn(args: string): ClusterSweep {
  const settings = [
    "scheduler = 'slurm'",
    `schedulerArgs = { timelimit: '9m', nCpus: 2, ${args} }`,
    'maxJobs = 1',
  ];
  return newSweep({ rows: 6, settings, waits: 'n >= 4' });
}

/** Submits a job that displaces those of a node, and that ends at once. */
const displace = (node: string) =>
  slurm.run('sbatch', '-p', 'urgent', '-w', node, '-c', '2', '-o', '/dev/null', '--wrap', 'true');

const fieldOf = (job: string, field: string) =>
  slurm.run('squeue', '-h', '-t', 'all', '-j', job, '-O', field).trim();

/** Expects that the rows that were recorded before were evaluated once. */
function expectNothingLost(sweep: ClusterSweep): void {
  expect([0, 1, 2, 3].map((n) => sweep.evaluations().get(n))).toEqual([1, 1, 1, 1]);
}

beforeAll(() => {
  slurm.run('scontrol', 'update', 'partitionname=short', 'gracetime=60', 'maxtime=30');
});

sideBySide({
  'a job that is requeued at once goes on with the rows that are left': async () => {
    const sweep = sweepOn("nodelist: 'n1', extra: ['--requeue']");
    await sweep.succeeds('run');
    await sweep.recorded(4);
    const job = `${await sweep.job('t:process')}_0`;
    displace('n1');
    await until('the job is requeued', () => fieldOf(job, 'RestartCnt') === '1');
    sweep.release();
    expect(await sweep.succeeds('run', '--wait')).toContain('(6 rows, complete)');
    await sweep.expectCertified();
    expectNothingLost(sweep);
  },

  'a job that is told before records its rows, ends, and psy run -c goes on': async () => {
    const sweep = sweepOn("nodelist: 'n2', partition: 'short', extra: ['--signal=B:USR1@60']");
    await sweep.succeeds('run');
    await sweep.recorded(4);
    displace('n2');
    expect((await sweep.psy('run', '--wait')).status).toBe(1);
    expect(await sweep.succeeds('status', '-v')).toMatch(
      / 4 out of 6 rows [^]* 0 failed, 2 missing[^]*t:process:0 +stopped early/,
    );
    await sweep.finish();
    expectNothingLost(sweep);
  },

  'of several partitions, the first free one runs the jobs': async () => {
    slurm.run('scontrol', 'update', 'partitionname=main', 'nodes=n1,n2');
    const sweep = sweepOn("nodelist: 'n3', partition: ['main', 'short']");
    await sweep.succeeds('run');
    await sweep.recorded(4);
    expect(fieldOf(`${await sweep.job('t:process')}_0`, 'Partition')).toBe('short');
    await sweep.finish();
    expectNothingLost(sweep);
  },
});
