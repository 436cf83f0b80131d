import { execFileSync } from 'node:child_process';
import { expect, jest, test } from '@jest/globals';
import { standInForSqsub } from '../../../../tools/sqsub/stand-in.mjs';
import { newSweep } from '../slurm/cluster-sweep.ts';

/** Sweeps with the stand-in for sqsub, which has no arrays and no exit states of jobs. */
standInForSqsub();
jest.setTimeout(120_000);

test.each(['distribute', 'load-balancing'])(
  'with %s, a job is killed while it runs, and psy run -c evaluates the remaining rows',
  async (backend) => {
    const settings = [
      "scheduler = 'sqsub'",
      "schedulerArgs = { timelimit: '10m', memory: '1G' }",
      `backend = '${backend}'`,
      'maxJobs = 2',
    ];
    const sweep = newSweep({ rows: 12, settings, waits: 'n >= 4' });
    expect(await sweep.succeeds('run', '--dry-run')).toMatch(/\nsqsub -r 10m --mpp=1G -o /);
    await sweep.succeeds('run');
    await sweep.recorded(4);
    expect(await sweep.succeeds('status', '-v')).toContain('4 out of 12 rows completed.');
    execFileSync('sqkill', [await sweep.job('t:process:0')], { env: process.env });
    sweep.release();
    await sweep.psy('run', '--wait');
    await sweep.finish();
    const counts = sweep.evaluations();
    expect([0, 1, 2, 3].map((n) => counts.get(n))).toEqual([1, 1, 1, 1]);
  },
);

test('psy kill ends the jobs, and a job that has ended is unknown to sqsub', async () => {
  const settings = ["scheduler = 'sqsub'", "schedulerArgs = { timelimit: '10m', memory: '1G' }"];
  const sweep = newSweep({ rows: 2, settings, waits: 'true' });
  await sweep.succeeds('run');
  await sweep.succeeds('kill');
  expect(await sweep.succeeds('status', '-v')).toMatch(/Failed jobs:\n {4}t:\S+ +unknown/);
  await sweep.finish();
});
