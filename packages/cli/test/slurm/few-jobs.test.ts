import { expect, test } from '@jest/globals';
import { RealSlurm } from '../../../../tools/slurm/real-slurm.mjs';
import { newSweep } from './cluster-sweep.ts';

/** A Slurm with a lower limit of jobs than `maxJobs` of the task. */
new RealSlurm('--nodes', '2', '--set', 'MaxJobCount=10');

test('a task gets as many jobs as Slurm can hold', async () => {
  const settings = ["scheduler = 'slurm'", "schedulerArgs = { timelimit: '5m' }", 'maxJobs = 40'];
  const sweep = newSweep({ rows: 40, settings });
  const printed = await sweep.succeeds('run');
  expect(printed).toContain('slurm can hold 7 jobs instead of 40 (maxJobs).');
  await sweep.finish();
  expect([...sweep.evaluations().values()]).toEqual(Array<number>(40).fill(1));
}, 180_000);
